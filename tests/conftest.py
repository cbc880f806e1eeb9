"""What all tests share: examples by chance are the same in every run, so that a red run can be run again."""

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")
