"""Rules for hard calls that any dataset of claims needs. CODEBOOK.md prints them where the study brings none of its
own (`rules` in study.toml, under the same numbers)."""

HARD_CALLS = (
    "One sentence with three figures is three claims.",
    "One document repeating one source's same answer is one claim, at its first place. Same source, different place or"
    " strength: two claims.",
    "A countable thing without a number answers the position question.",
    'An outlet that names no source of its own is the source. "Some reports" have a collective source.',
    '"X, citing Y" is X\'s claim, `via` empty, Y named in `note`. Who relays a briefing stands in `via`; the claim is '
    "that of the body that gave it.",
    "A quote that denies one claim denies that claim only.",
    "A part and its whole, what is and what is to come, a place and a larger one are different questions. Code that "
    "would put two of them on one axis stops with an error that says why.",
    'The source is the most specific claimant named: a body before its state; "officials" of no named body have a '
    "collective source.",
    'A figure that the document works out ("a third of" another) is coded as said, in `number_words`, never computed.',
    "Code what the document says, not what later became known.",
    "A day given as a month or a year only: its last day, `inferred`, said in `note`; so that nothing counts as known "
    'before it was said. "A few days later" needs another page that gives the day, else the document\'s day '
    "(`published`).",
    "A presupposition counts when nothing in the same utterance contradicts it. Motives, appeals and reactions answer "
    "no question and are not coded; nor are headings of other articles, link texts and other furniture of the page.",
    "Questions that gather many matters: `note` opens with the matter, the same words for every claim on that matter.",
    "Briefings given to several outlets on one day by one source are one statement. Words that a later page quotes "
    "again belong to the first statement.",
    'A source that speaks as an institution is `named`; someone in it who is not named is `anonymous`; "some reports",'
    " and what the document says in its own voice with nobody named, are `unattributed`.",
    "Hedges that make a yes `likely`: may, might, can, could, expected, believe, appear, probably, likely, signs of. "
    "Reported speech (`said that ... would`) is no hedge.",
    '"Nearly", "around", "some", "approximately" are `about`, in `best`. "Over", "more than" are `at_least`. A rate '
    "keeps its number, the period in `note`.",
    "Several places in one sentence are several claims, one per place. A total over several places is one claim, at "
    "the place that covers them.",
    "A count answers its own count question only; the yes that follows from it is derived from `entailments.csv`. A "
    "position is coded beside it only where the text also says it apart.",
    "One batch, the total so far and the total to come are three questions.",
    "A thing said to have happened without its number answers the position question; what only makes it probable does "
    "not.",
    "A question whether something has happened is about all days up to that one: a pause is no denial. "
    '"Not yet" is `no`, on its day.',
    '"Not ruled out", "cannot be excluded", "no signs yet" and "we have not seen" are `unconfirmed`.',
    "Who or what falls under two kinds is counted under the kind that the text names.",
    "A figure for an area that no question asks about goes to the question for other counts.",
    'Days, in this order: the day said beside the statement; a weekday or "yesterday" counted from the document\'s day '
    "(`inferred`); the day that another document gives for the same utterance (`inferred`, said in `note`); the "
    "document's day (`published`).",
    "A statement that the text recalls is a claim like any other, on the day it was first said by rule 26.",
    '"Officials" or "sources" of one state and no institution: its government, `anonymous`.',
    'Sources named side by side ("A and B say") make one claim each, with the same words.',
    "An outlet's own words are a claim of the outlet only where no source named in the same document gives that answer "
    "to that question. Its headline and lede count, once.",
    "Marks of nearness in other languages are read as rule 17 reads the English ones.",
    "A share, a percentage or a rate without its own question goes to the question for other counts, as printed.",
    "A question about what is to come is not answered by words about what has come.",
    "Condemnation, concern, warnings and calls answer nothing.",
    "One named person or one delegation answers a count only where the text counts.",
    "A count of one day, place, part or event, not of the whole: `note` opens with `one event`. Such counts never "
    "stand as a total.",
    "Where those there and all so far (sent, arrived, built) differ, the note of a count of all so far opens with "
    "`in all`: it says nothing of how many are still there.",
    'A hedge on a count ("may have received") is not coded. The same figure with another qualifier in one document is '
    "one claim; the direct quotation counts.",
    "What a text only names as the subject of talks or of concern is not coded.",
)
