"""Facts of the whole document: metadata, sections, phases, grades, citations."""
