"""What comes in is bounded: files by size, YAML by nodes, work by time and memory, names by what a disk can hold."""
