"""Tests of papersync.http, whose name this folder has."""  # noqa: A005
