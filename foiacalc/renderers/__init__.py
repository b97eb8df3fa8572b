"""Now `foiacalc.render`; this path will be removed in the next release. `sheet`, `records` and `claims` are renamed there."""

from warnings import warn

from foiacalc import render

__path__ = render.__path__  # its modules, under the former path too

warn("foiacalc.renderers is now foiacalc.render", DeprecationWarning, stacklevel=2)
