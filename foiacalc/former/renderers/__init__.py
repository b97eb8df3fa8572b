"""Now `foiacalc.render`; this path goes in the next release. Modules with another name there, or other names, are here."""

from importlib import import_module
from warnings import warn

__path__ = [*__path__, *import_module("foiacalc.render").__path__]  # the others, under the former path too

warn("foiacalc.renderers is now foiacalc.render", DeprecationWarning, stacklevel=2)
