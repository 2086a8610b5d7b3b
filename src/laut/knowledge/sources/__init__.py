"""The lists that the knowledge base is built from: a file each, `read_…(folder) -> Iterator[Listed]`."""
