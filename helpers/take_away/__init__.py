"""What a reader takes away: the briefing on one page, the slides, the data and the notebooks; and how to run them."""

from helpers.take_away.briefing import Briefing, TooLong, briefing
from helpers.take_away.slides import Opening, slides
from helpers.take_away.write import write_take_away

__all__ = ["Briefing", "Opening", "TooLong", "briefing", "slides", "write_take_away"]
