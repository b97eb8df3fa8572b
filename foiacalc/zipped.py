"""This module says whether the package lies inside a zip file, where it cannot run."""

import os.path

HERE = not os.path.isdir(os.path.dirname(__file__))
SAYS = (
    "foiacalc cannot run from inside a zip file, because it reads its tables and compiled modules from folders. "
    "Install it instead (pipx install foiacalc), or build the file with shiv, which unpacks it: "
    "shiv -c foiacalc -o foiacalc.pyz foiacalc"
)
