"""The rules for hard calls, as CODEBOOK.md prints them."""

HARD_CALLS = (
    "One sentence with three figures (12,000 soldiers, 500 officers, three generals) is three claims.",
    "One document repeating one source's same answer is one claim, at its first place. Same source, different"
    " place or strength: two claims.",
    'A countable thing without a number ("engineers are at the front") answers the position question.',
    'An outlet that names no source of its own is the source (group Media). "Some reports": `unspecified`.',
    '"X, citing intelligence" is X\'s claim, `via` empty, the intelligence named in `note`. A lawmaker '
    "relaying a briefing is the agency's claim, the lawmaker in `via`.",
    'A quote that denies one claim ("fake", about 100,000 volunteers) denies that claim, not all deployment.',
    "Soldiers, workers and volunteers are different questions. So are Kursk and Russia, killed and "
    "casualties. Code that would put two of them on one axis stops with an error that says why.",
    '"A senior US defence official" is `us-dod`, anonymous; "US officials" or "Western officials" with no '
    'institution: `anonymous-western`. "South Korean intelligence" is `nis`; "Seoul" with no agency: `south-'
    'korea-government`. "Ukrainian intelligence" with no body named is `hur`. "Russia" or "Moscow" with no '
    'body is `kremlin`, "Kyiv" `ukraine-government`, "Washington" or "the US" `us-government`.',
    'A figure that the document works out ("a third of 11,000") is coded as said, in `number_words`, never computed.',
    "Code what the document says, not what later became known.",
    "A day given as a month or a year only: its last day, `inferred`, said in `note`; so that nothing counts "
    'as known before it was said. "Mid-October" is the 15th; "a few days later" needs another page that gives'
    " the day, else the document's day (`published`).",
    "A purpose counts as an answer (`trained for war against Ukraine` answers will_deploy). A presupposition "
    "counts when nothing in the same utterance contradicts it. Motives, appeals and reactions answer no "
    "question and are not coded; nor are headings of other articles, link texts and other furniture of the "
    "page.",
    "`other_position` and `other_count`: `note` opens with the matter, as a question or a name, the same "
    "words for every claim on that matter.",
    "Briefings given to several outlets on one day by one source are one statement. Words that a later page "
    "quotes again belong to the first statement.",
    'A source that speaks as an institution is `named`; someone in it who is not named is `anonymous`; "some '
    'reports" are `unattributed`. An institution named in one paragraph does not carry over to "sources" in '
    "the next. Words that the document says in its own voice, with nobody named (rule 4), are `unattributed`;"
    " the words of another outlet that it names are `named`. Governments named as such are `named`, their "
    "unnamed officials `anonymous`.",
    "Hedges that make a yes `likely`: may, might, can, could, expected, anticipated, assume, suspect, "
    "believe, appear, probably, likely, signs of. Reported speech (`said that ... would`) is no hedge. "
    '"Reportedly", "indicates", "confirmed" are no hedges; "signs that", "if so" are.',
    '"Nearly", "around", "some", "approximately" are `about`, in `best`. "Over", "more than" are `at_least`. '
    "A rate (three million a year) keeps its number, the period in `note`.",
    "Several places in one sentence are several claims, one per place. A total over several places is one "
    "claim, at the place that covers them.",
    "A count answers its own count question only; the yes that follows from it is derived from "
    "`entailments.csv`. A position is coded beside it only where the text also says it apart.",
    "One wave, batch or shipment is `troops_added`; how many there are, or were sent so far, is "
    "`troops_in_russia`; how many are to come is `troops_to_be_sent`.",
    '"Losses" without a number answer losses_taken; a number of "losses" is `casualties`. "Fighting in the '
    'war" answers in_combat; presence at the front alone does not. "Fought", "took part in combat, assaults '
    'or the liberation", "entered battle" answer in_combat; "deployed to support", "moved to the front", '
    '"casualties in combat" alone do not.',
    'in_combat asks whether they have fought by that day. A pause ("not seen fighting since mid-January") is '
    'no denial: `other_position`, matter `Are they fighting now?`. "Not yet" is `no`, on its day.',
    '"Not ruled out", "cannot be excluded", "no signs yet" are `unconfirmed`. "We have not seen" is '
    '`unconfirmed`; "they have not yet" is `no`.',
    "Military engineers who build or demine are workers; engineers, officers and advisers with the troops or "
    "with weapons at the front are specialists. Uniformed North Koreans of either kind answer in_kursk.",
    "Figures for areas near the border or the front, no region named, are `other_count`.",
    'Days, in this order: the day said beside the statement; a weekday or "yesterday" counted from the '
    "document's day (`inferred`); the day that another document gives for the same utterance (`inferred`, "
    'said in `note`); the document\'s day (`published`). "Last week", "earlier", "recently" give no day of '
    "their own.",
    "A statement that the text recalls is a claim like any other, on the day it was first said by rule 26.",
    '"Officials", "sources" or "intelligence sources" of one country and no institution: its government, '
    "anonymous (`ukraine-government`, `south-korea-government`); of Western states: rule 8. Ambassadors and "
    "missions speak for their foreign ministry, unless the list of sources has an id for them.",
    'Sources named side by side ("Seoul and Kyiv say") make one claim each, with the same words.',
    "An outlet's own words are a claim of the outlet only where no source named in the same document gives "
    "that answer to that question. Captions of the page's own pictures are text like any other; its headline "
    "and lede count, once.",
    "Marks of nearness: Korean `여`, Russian `порядка` and `около`, `some`, `an estimated`, `close to`, `-odd`"
    " are `about`; `с лишним`, `понад`, `넘는`, `more than` are `at_least`; `до`, `as many as`, `up to` are "
    "`up_to`; `не менее`, `최소` are `at_least`.",
    "A share, a percentage or a rate without its own question is `other_count`; the number is kept as "
    "printed, rounded to a whole number where it has a fraction, and `note` says so.",
    "will_deploy is about a day to come. Once the text says that they are at the front or have fought, a "
    'purpose ("sent to fight") answers nothing more. Training near the front answers training_in_russia.',
    "Condemnation, concern, warnings and calls answer nothing. Lawfulness of the sending of workers, the fate"
    " of one named captive, readiness, pay and motives are `other_position`, and only where the source says "
    'yes or no to them. "Violates international law", said flatly, answers cooperation_lawful; "illegal" as a'
    " word in a condemnation does not.",
    "One-off heads: a commander or a delegation of generals in Russia answers `generals` where counted, "
    "specialists_at_front where they advise at the front, else `other_position`.",
    "A count of one strike, day, village, unit or ceremony, not of the whole deployment: `note` opens with `one "
    "event`. Such counts never stand as a total.",
    'A hedge on a count ("may have received") is not coded. The same figure with another qualifier in one '
    "document is one claim; the direct quotation counts.",
    'What a text only names as the subject of talks or of concern ("discussed the deployment") is not coded.',
)
