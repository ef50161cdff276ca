"""The grammar of official sentences: where one ends, how clauses hang together, what goes on."""
