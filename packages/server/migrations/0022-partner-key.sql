-- What a network asks a grid node with, where the node answers to keys only: a key that the node gave it.
alter table grid_partner add column node_key text;
