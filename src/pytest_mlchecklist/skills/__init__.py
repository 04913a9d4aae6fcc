"""The skills that come with the plugin; the files lie in the folder `skills`."""

from pytest_mlchecklist.bundled import folder

__path__ = [str(folder("skills"))]
