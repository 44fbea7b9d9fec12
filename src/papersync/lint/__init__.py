"""What is to be told of a list: findings, the rules that make them, and their fixes.

Import its modules by name: reading a list (`contents`) needs none of the rules.
"""
