"""The statements of one part of a row as what it gains and takes, kind by kind."""
