"""Tables of an outline: grids, the placing of cells."""
