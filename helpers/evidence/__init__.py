"""A page for every claim, statement, document, source and question, and a browser over all claims."""

from helpers.evidence.used import Section, Used
from helpers.evidence.write import write_evidence

__all__ = ["Section", "Used", "write_evidence"]
