"""Heat on a diagram: steps of about equally many values, the number beside the colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notation.badges import Badge
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.notation.heat import HEAT, Step, step_of, steps
from tests.notation.diagrams import *  # noqa: F403
