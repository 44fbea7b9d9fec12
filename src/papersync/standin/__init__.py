"""arXiv's query API as one pure function, for the demo, the tests, the checks and the benchmarks."""
