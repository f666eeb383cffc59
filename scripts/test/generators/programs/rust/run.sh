bash openapi-generator.sh -g rust -o client -p packageName=polyproto
# The generator loses the `null` of a list's items.
sed -i 's/Option<Vec<i64>>/Option<Vec<Option<i64>>>/' client/src/models/actor_id_certs.rs
cargo run --quiet
