-- Run once, when the database is made. A gateway may add audit rows and read them, and nothing else:
-- "lcr store prepare gateway" grants it that, as the owner of the tables.
\set password `cat /run/secrets/gateway_password`
create role gateway login password :'password';
