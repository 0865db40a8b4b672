"""Work on the language data: changes are proposed and tried before an index is built with them."""
