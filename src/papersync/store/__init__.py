"""What papersync remembers: the store, its file, and when arXiv last confirmed what it says."""
