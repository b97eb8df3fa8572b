"""This module is now `foiacalc.render`.

The old path goes away in the next release.
"""

from importlib import import_module
from warnings import warn

__path__ = [*__path__, *import_module("foiacalc.render").__path__]  # the others, under the former path too

warn("foiacalc.renderers is now foiacalc.render", DeprecationWarning, stacklevel=2)
