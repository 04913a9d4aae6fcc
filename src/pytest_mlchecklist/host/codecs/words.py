"""How learners call what makes, keeps and uses a vocabulary; all plain lower-case words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..arguments import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

BUILDERS = frozenset((
    "buildvocabulary", "buildvocab", "makevocab", "makevocabulary", "createvocab", "createvocabulary",
    "getvocab", "buildwordindex", "buildtokenindex", "vocabfromtexts", "createwordindex", "buildindex",
    "makewordindex", "buildstoi", "createmapping", "buildmapping", "createmappings", "buildmappings",
    "buildchartoindex", "buildlookup", "createlookuptables",
))  # fmt: skip
"""Functions that make a vocabulary."""

LEARNERS = frozenset((
    "fit", "fitontexts", "fitontext", "train", "build", "buildvocab", "buildvocabulary", "createvocab",
    "createvocabulary", "makevocab", "adapt", "learn", "update", "buildfromtexts", "fromtexts",
    "addtexts", "addcorpus", "fitoncorpus", "buildvocabfromtexts",
))  # fmt: skip
"""Methods that a vocabulary learns all texts by."""

ADDERS = frozenset((
    "addsentence", "addtext", "addline", "adddocument",
))  # fmt: skip
"""Methods that a vocabulary learns one text by."""

ROLES = {
    "encode": (
        "encode texttoids texttosequence textstosequences tokenstoids converttokenstoids numericalize "
        "wordstoids texttoindices sentencetoids encodetext texttoints stringtoids texttotensor transform "
        "__call__"
    ),
    "decode": (
        "decode idstotext sequencetotext sequencestotexts idstotokens convertidstotokens indicestotext "
        "idstowords decodetext denumericalize indicestotokens intstotext inversetransform"
    ),
}
"""Methods and functions that use it."""

FORWARD = (
    "stoi", "tokentoid", "token2id", "wordtoidx", "word2idx", "wordtoindex", "word2index", "wordtoid",
    "word2id", "tokentoidx", "token2idx", "tokentoindex", "token2index", "wordindex", "chartoidx", "char2idx",
    "chartoindex", "char2index", "char2id", "chartoid", "ctoi", "strtoint", "vocab", "vocabulary",
    "encoder", "mapping", "idx",
)  # fmt: skip
"""Where an object keeps the numbers of its tokens, the surest first."""

INVERSE = (
    "itos", "idtotoken", "id2token", "idxtoword", "idx2word", "indextoword", "index2word", "id2word",
    "idtoword", "idxtotoken", "idx2token", "indextotoken", "index2token", "indexword", "idxtochar",
    "idx2char",
    "index2char", "itoc", "inttostr", "inversevocab", "reversevocab", "invvocab", "revvocab",
    "ivocab", "inversevocabulary",
    "reversevocabulary", "decoder", "i2w", "words", "tokens", "chars",
)  # fmt: skip
"""Where it keeps the tokens of its numbers."""

SETTINGS = {
    **dict.fromkeys(
        ("minfreq", "mincount", "minfrequency", "threshold", "mintokenfreq", "minoccurrences"), 1
    ),
    **dict.fromkeys(
        ("maxsize", "vocabsize", "maxvocabsize", "numwords", "maxvocab", "maxtokens", "maxfeatures"), 1000
    ),
}
"""What limits a vocabulary, and a value with which every word of a few texts gets in."""

TOKENS_FIRST = frozenset((
    "tokens", "words", "tokenlists", "tokenizedtexts", "tokenized", "tokenlist", "alltokens",
    "wordlist",
))  # fmt: skip
TEXT_FIRST = frozenset((
    "text", "string", "sentence", "s", "sent", "str", "document", "data",
))  # fmt: skip

TEXTS = frozenset(("texts", "corpus"))

UNKNOWN = re.compile(r"""["']([<\[]?(?:unk|UNK|unknown|UNKNOWN|oov|OOV)[>\]]?)["']""")
PADDING = re.compile(r"""["']([<\[]?(?:pad|PAD)[>\]]?)["']""")
SPECIAL = re.compile(r"^(<.*>|\[.*\]|\||__.*__)$")


def is_one_of(name: str, words: Iterable[str]) -> bool:
    """Return whether a name is one of these words, whatever its case and underscores."""
    return plain(name) in words
