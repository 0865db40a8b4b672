#!/bin/sh
# Makes an authority of this installation's own, and certificates for each node and for who sets up
# the security of the cluster. What is there and valid for 30 more days stays.
# Called with a folder for the authority's key, one for the certificates, one for what clients
# trust, and the names of the nodes.
set -eu

authority=$1 certificates=$2 trust=$3
shift 3
owner=${OWNER:-1000:1000} # the user of the image of OpenSearch
soon=2592000
umask 077

certificate() { # file without ending, name, further names
    if openssl x509 -checkend "$soon" -noout -in "$1.pem" >/dev/null 2>&1; then
        return
    fi
    # PKCS#8, the only form of a key that OpenSearch reads.
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$1.key.new" 2>/dev/null
    openssl req -new -key "$1.key.new" -subj "/O=PartnerNet/CN=$2" -out "$1.csr"
    printf '%s\n' "basicConstraints=CA:FALSE" "keyUsage=digitalSignature,keyEncipherment" \
        "extendedKeyUsage=serverAuth,clientAuth" "$3" > "$1.ext"
    openssl x509 -req -in "$1.csr" -CA "$authority/ca.pem" -CAkey "$authority/ca.key" \
        -CAcreateserial -days 397 -sha256 -extfile "$1.ext" -out "$1.pem.new" 2>/dev/null
    mv "$1.key.new" "$1.key"
    mv "$1.pem.new" "$1.pem"
    rm "$1.csr" "$1.ext"
    chmod 400 "$1.key"
    chmod 444 "$1.pem"
    chown "$owner" "$1.key" "$1.pem"
    echo "made $1.pem"
}

if [ ! -f "$authority/ca.pem" ]; then
    openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -sha256 \
        -subj "/O=PartnerNet/CN=PartnerNet authority" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" \
        -keyout "$authority/ca.key" -out "$authority/ca.pem" 2>/dev/null
    echo "made $authority/ca.pem"
fi
for node in "$@"; do
    certificate "$certificates/$node" "$node" "subjectAltName=DNS:$node,DNS:localhost"
done
certificate "$certificates/admin" admin "subjectAltName=DNS:admin"
for folder in "$certificates" "$trust"; do
    cp -f "$authority/ca.pem" "$folder/ca.pem"
    chmod 444 "$folder/ca.pem"
    chmod 755 "$folder"
done
