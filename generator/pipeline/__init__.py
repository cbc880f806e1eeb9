"""A build: ``order`` says what follows what; each step and each thing that builds keep has a file beside it.

Nothing is imported here: ``standing``, which finds that there is nothing to do, must not wait for the rooms.
"""
