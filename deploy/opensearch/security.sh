#!/bin/bash
# Brings users and roles of the cluster to what stands in the folder of this script, and waits until
# the service's user can use it. Runs at each start, so a new password or role is in effect after it.
set -euo pipefail

here=$(dirname "$0")
home=${OPENSEARCH_HOME:-/usr/share/opensearch}
node=${NODE:?}
certificates=$home/config/certificates
password=$(cat /run/secrets/opensearch_password)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cp "$here"/security/*.yml "$folder"
hash=$(PASSWORD="$password" "$home/plugins/opensearch-security/tools/hash.sh" -env PASSWORD | tail -n 1)
case $hash in
'$2'*) ;;
*)
    echo "hash.sh gave no hash of the password" >&2
    exit 1
    ;;
esac
escaped=$(printf '%s' "$hash" | sed 's/[\/&]/\\&/g')
sed -i "s/HASH_OF_THE_PASSWORD/$escaped/" "$folder/internal_users.yml"

for attempt in $(seq 1 30); do
    if "$home/plugins/opensearch-security/tools/securityadmin.sh" -cd "$folder" -icl -h "$node" \
        -cacert "$certificates/ca.pem" -cert "$certificates/admin.pem" \
        -key "$certificates/admin.key"; then
        break
    fi
    [ "$attempt" -lt 30 ] || exit 1
    sleep 2
done

# From a file: what stands on a command line can be read by others.
printf 'user = "partnernet:%s"\n' "$password" > "$folder/curl"
exec 3< "$folder/curl"
curl --config /dev/fd/3 -fsS --retry 30 --retry-delay 2 --retry-all-errors --max-time 10 \
    --cacert "$certificates/ca.pem" \
    "https://$node:9200/_cluster/health?wait_for_nodes=3&timeout=5s"
