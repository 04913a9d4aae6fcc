"""Text data: split text into tokens, give each one a number, and find the way back.

Why it matters: Networks read nothing but numbers, so the vocabulary is where meaning is kept or
lost. It also decides what happens when a new word shows up.

Next step: Count how many tokens of a newspaper your vocabulary of a novel does not know.
"""

import re

from pytest_mlchecklist.api import (
    Given,
    OneOf,
    Unavailable,
    Value,
    all_of,
    assert_that,
    codec,
    kind,
    shown,
    skill,
)

# Words may be cut in several right ways: the checks say what these share, and none is unwritten.
open_function = kind("function")

# None of a single letter, and none that a list of stop words has: some leave these out, and say so.
PLAIN = "cat sat mat dogs slept warm stove spoke green river paper tree lamp stone bread"
WORDS = PLAIN.split()
MARKS = [",", ".", "!", "?", ";"]


def _text(sizes, rng):
    """A few plain words, some with a mark behind them."""
    words = rng.choice(WORDS, size=sizes["t"] + 1)
    return " ".join(f"{word}{rng.choice([*[''] * 5, *MARKS])}" for word in words)


def _texts(sizes, rng):
    """Texts of plain words in small letters: no two ways to cut these differ."""
    return [" ".join(rng.choice(WORDS, size=sizes["t"] + 2)) for _ in range(3)]


TEXT, TEXTS = Given(_text, axes=("t",)), Given(_texts, axes=("t",))

TOKENIZE_NAMES = """
    tokenise tokenize_text word_tokenize tokenizer tokenise_text tokenize_words split_words simple_tokenize
    basic_tokenizer text_to_tokens Tokenizer basic_tokenize char_tokenize tokenize_sentence
    simple_tokenizer character_tokenizer word_tokenizer char_tokenizer tokenizer_words regex_tokenizer
"""


@open_function(
    names=TOKENIZE_NAMES.split(),
    spelled={"text": ["sentence", "string", "s", "document", "line", "doc", "txt", "x", "sent"]},
)
def tokenize(text: TEXT) -> Value("list of text"):
    """Runs of letters and digits, and each mark by itself."""
    return re.findall(r"\w+|[^\w\s]", text)


GLUED = "only the blanks are cut out, and all is one token"
UNIQUE = "each word is kept once"
LOST = "the last word is lost"
SORTED = "the words are sorted"
EMPTY = "empty tokens are kept"
MARKED = "the text is cut at marks, and not at blanks"


@tokenize.check(hint="Write the tokens below the text, each under the letters that it stands for.")
def loses_no_word(tokenize, text):
    """The letters of all tokens, one after the other, are the letters of the text, in their order."""
    tokens = tokenize(text)
    came, right = _letters(tokens), _letters([text])
    mistake = "" if came == right else _lost(tokenize, text)
    assert_that(came == right, came=shown(tokens), expected=f"all words of {text!r}", mistake=mistake)


def _lost(tokenize, text):
    """Return which mistake loses words of this text, and of one in which no word comes twice."""
    for mistake in tokenize.part.mistakes:
        if all(_is_alike(tokenize, mistake, some) for some in (text, "mat cat dogs")):
            return mistake.name
    return ""


def _is_alike(tokenize, mistake, text):
    return _letters(tokenize.ask("call", {"text": text})) == _letters(mistake.function(text))


def _letters(tokens):
    """Return the letters alone: case and marks may be changed, and some mark where a word begins."""
    plain = (token for token in tokens if not re.fullmatch(r"[<\[].*[>\]]", token))
    return "".join(letter for token in plain for letter in token.lower() if letter.isalpha())


@tokenize.check(hint="Where does one word end and the next begin?")
def cuts_between_words(tokenize, text):
    """No token reaches from one word into the next."""
    for token in tokenize(text):
        words = re.sub(r"[^\w\s]", " ", token).split()
        came = f"the token {token!r}"
        mistake = MARKED if " " in token.strip() else GLUED
        assert_that(len(words) <= 1, came=came, expected="a single word, or a part of one", mistake=mistake)
    if len(text.split()) > 1:
        tokens = tokenize(text)
        mistake = GLUED if _letters(tokens) == _letters([text]) else ""
        assert_that(len(tokens) > 1, came=shown(tokens), expected="several tokens", mistake=mistake)


@tokenize.check(hint="Two blanks in a row, or one at the end: what stands between them?", examples=20)
def keeps_no_empty_tokens(tokenize, text):
    """Further blanks, at either end or between words, do not make empty tokens."""
    came = tokenize(f"  {text}  {text} ")
    empty = came.count("")
    assert_that(not empty, came=f"{empty} empty tokens in {shown(came)}", expected="none", mistake=EMPTY)


@tokenize.check(hint="A text without words has no tokens.", examples=1)
def takes_an_empty_text(tokenize):
    """An empty text has no tokens."""
    came = [token for token in tokenize("") if not re.fullmatch(r"[<\[].*[>\]]", token)]
    assert_that(not came, came=shown(came), expected="[]", mistake=EMPTY)


@tokenize.check(
    severity="remark", hint=r"\w stands for the letters of all alphabets, and [a-z] for 26 of them."
)
def knows_other_letters(tokenize, word: OneOf("über", "naïve", "señor", "дом")):
    """Words with letters beyond a to z are not torn apart or lost."""
    came = tokenize(f"a {word} b")
    assert_that(_letters(came) == f"a{word}b", came=shown(came), expected=f"{word!r} among the tokens")


@tokenize.check(severity="remark", hint="Is a word left out because it is short, or because it is usual?")
def keeps_small_words(tokenize, word: OneOf("a", "the", "not", "I")):
    """Short and usual words are not left out."""
    came = tokenize(f"cat {word} mat")
    assert_that(
        _letters(came) == f"cat{word.lower()}mat", came=shown(came), expected=f"{word!r} among the tokens"
    )


@tokenize.check(severity="remark", hint="Digits are no letters: does your pattern have them?", examples=10)
def keeps_numbers(tokenize, number: OneOf("7", "42", "1999")):
    """Numbers are not lost."""
    came = tokenize(f"in {number} we")
    kept = "".join(letter for token in came for letter in token if letter.isdigit())
    assert_that(kept == number, came=shown(came), expected=f"{number!r} among the tokens")


@tokenize.mistake(GLUED)
def glued(text):
    return [text.replace(" ", "")] if text else []


@tokenize.mistake(UNIQUE)
def unique_words(text):
    return list(dict.fromkeys(text.split()))


@tokenize.mistake(LOST)
def without_the_last(text):
    return text.split()[:-1]


@tokenize.mistake(SORTED)
def sorted_words(text):
    return sorted(text.split())


@tokenize.mistake(EMPTY)
def split_at_each_blank(text):
    return text.split(" ")


@tokenize.mistake(MARKED)
def sentences(text):
    return [piece for piece in re.split(r"[,.!?;]", text) if piece.strip()]


BUILD_NAMES = """
    build_vocab make_vocab make_vocabulary create_vocab create_vocabulary get_vocab Vocabulary Vocab
    build_word_index vocab_from_texts create_word_index build_token_index Tokenizer fit_on_texts Lang
"""
PAD, UNK = "<pad>", "<unk>"


@codec(
    does="number",
    names=BUILD_NAMES.split(),
    spelled={"texts": ["corpus", "sentences", "documents", "tokens"]},
)
def build_vocabulary(texts: TEXTS) -> Value("mapping"):
    """First a number for padding and one for unknown words, then one for each word."""
    tokens = dict.fromkeys([PAD, UNK, *" ".join(texts).split()])
    return {token: number for number, token in enumerate(tokens)}


def _words_of(texts):
    return {word for text in texts for word in text.split()}


SHARED = "two tokens share a number"
GAPS = "the numbers have gaps"
COUNTED = "the tokens have their counts for numbers"
FROM_LAST = "only the words of the last text are in it"
NO_REPEATS = "words that come only once are left out"


@build_vocabulary.check(hint="Count up by one for each new token.")
def numbers_are_unique_and_without_gaps(build_vocabulary, texts):
    """No two tokens have one number, and the numbers count up by one; the first few may be reserved."""
    numbers = build_vocabulary(texts)
    came, values = shown(numbers), sorted(numbers.values())
    mistake = COUNTED if _are_counts(numbers, texts) else SHARED
    assert_that(
        len(set(values)) == len(values), came=came, expected="a number for each token", mistake=mistake
    )
    start = min(values, default=0)
    mistake = COUNTED if _are_counts(numbers, texts) else GAPS
    in_turn = values == [*range(start, start + len(values))] and 0 <= start <= RESERVED
    assert_that(in_turn, came=came, expected="numbers that count up by one", mistake=mistake)


RESERVED = 4
"""How many numbers may be kept free: padding, unknown, beginning and end."""


def _are_counts(numbers, texts):
    words = " ".join(texts).split()
    return all(words.count(word) == numbers.get(word) for word in set(words))


@build_vocabulary.check(hint="Go through all texts, and through all tokens of each.")
def has_every_token(build_vocabulary, texts):
    """Every token of every text is in the vocabulary."""
    numbers = build_vocabulary(texts)
    units = _units(build_vocabulary, texts)
    missing = sorted(units - {token.lower() for token in numbers})
    last, once = _units(build_vocabulary, texts[-1:]), _once(build_vocabulary, texts)
    mistake = FROM_LAST if units - last == {*missing} else NO_REPEATS if once == {*missing} else ""
    assert_that(not missing, came=f"nothing for {shown(missing)}", expected="all of them", mistake=mistake)


def _units(code, texts):
    """Return the words or the letters of texts, whichever the code's tokens are."""
    words = _words_of(texts)
    return (
        words if code.facts.get("unit", "word") == "word" else {letter for word in words for letter in word}
    )


def _once(code, texts):
    whole = " ".join(texts).split() if code.facts.get("unit", "word") == "word" else "".join(texts)
    return {token for token in _units(code, texts) if [*whole].count(token) == 1}


@build_vocabulary.check(hint="Which tokens are in it, and does that depend on where they stood?", examples=20)
def holds_the_same_tokens_in_any_order(build_vocabulary, texts):
    """The same texts in another order have the same tokens."""
    one, other = (sorted(build_vocabulary(some)) for some in (texts, texts[::-1]))
    assert_that(one == other, came=shown(other), expected=shown(one))


@build_vocabulary.check(hint="Ask for the same texts twice, in two runs of Python.", examples=20)
def gives_the_same_numbers_twice(build_vocabulary, texts):
    """The same texts have the same numbers each time."""
    first = build_vocabulary(texts)
    again = build_vocabulary(texts)
    assert_that(first == again, came=shown(again), expected=shown(first))


@build_vocabulary.check(
    severity="remark",
    hint="A batch is filled up with the number of padding: let no word have that.",
    examples=20,
)
def has_room_for_padding(build_vocabulary, texts):
    """There is a token for padding, or a number that no word has before the first."""
    numbers = build_vocabulary(texts)
    special = [token for token in numbers if re.fullmatch(r"[<\[]?pad(ding)?[>\]]?", token.lower())]
    came = f"numbers from {min(numbers.values(), default=0)}, and no token for padding"
    assert_that(
        bool(special) or min(numbers.values(), default=0) > 0, came=came, expected="a number for padding"
    )


@build_vocabulary.mistake(COUNTED)
def counts(texts):
    words = " ".join(texts).split()
    return {word: words.count(word) for word in words}


@build_vocabulary.mistake(SHARED)
def shared(texts):
    return {word: number for text in texts for number, word in enumerate(text.split())}


@build_vocabulary.mistake(GAPS)
def with_gaps(texts):
    words = " ".join(texts).split()
    return {word: number for number, word in enumerate(words)}


@build_vocabulary.mistake(FROM_LAST)
def of_the_last(texts):
    return build_vocabulary(texts[-1:])


@build_vocabulary.mistake(NO_REPEATS)
def only_repeated(texts):
    words = " ".join(texts).split()
    return {
        word: number for number, word in enumerate(sorted({word for word in words if words.count(word) > 1}))
    }


ENCODE_NAMES = """
    encode_text text_to_ids texts_to_sequences text_to_sequence tokens_to_ids convert_tokens_to_ids
    numericalize
    words_to_ids text_to_indices sentence_to_ids encode_tokens text_to_ints sentence_to_indices
"""


def _tokens(sizes, rng):
    return rng.choice(WORDS, size=sizes["t"] + 1).tolist()


@codec(
    does="encode",
    names=ENCODE_NAMES.split(),
    spelled={"tokens": ["text"], "texts": ["vocabulary", "vocab", "stoi"]},
)
def encode(tokens: Given(_tokens, axes=("t",)), texts: TEXTS) -> Value("list of numbers"):
    """The number of each token in the vocabulary of the texts, or the number of the unknown."""
    numbers = build_vocabulary(texts)
    return [numbers.get(token, numbers[UNK]) for token in tokens]


@encode.outline
def encode_outline(text, vocab):
    """Return the number of each token of a text, by the mapping that build_vocabulary gives."""


DROPPED = "unknown tokens are left out"
NEW_NUMBERS = "the tokens are numbered anew, as they come"
TAKEN = "unknown tokens get the number of a word"
NEXT_NUMBERS = "each unknown token gets a number of its own"


@encode.check(hint="One number for each token: the same for the same, another for another.")
def tells_tokens_apart(encode, texts):
    """Each token of the texts has a number of its own, the same wherever it stands."""
    tokens = _known(encode, texts)
    twice = _encoded(encode, [*tokens, *tokens[::-1]], texts)
    expected = f"{len(tokens)} different numbers, and the same backwards"
    same = len(twice) == 2 * len(tokens) and twice == twice[::-1] and len(set(twice)) == len(tokens)
    position = twice == [*range(twice[0], twice[0] + len(twice))] if twice else False
    came = f"{shown(twice)} for {shown([*tokens, *tokens[::-1]])}"
    assert_that(same, came=came, expected=expected, mistake=NEW_NUMBERS if position else "")


@encode.check(hint="The vocabulary is what does not change from one text to the next.")
def gives_the_same_number_in_every_text(encode, texts):
    """The number of a token does not depend on the other tokens of its text."""
    tokens = _known(encode, texts)
    together = _encoded(encode, tokens, texts)
    alone = [number for token in tokens for number in _encoded(encode, [token], texts)]
    came = f"{shown(alone)} one by one, {shown(together)} together"
    assert_that(alone == together, came=came, expected="the same numbers", mistake=NEW_NUMBERS)


@encode.check(hint="Look a token up with a number to fall back on.", examples=20)
def maps_what_it_does_not_know_to_unknown(encode, texts):
    """Tokens that the vocabulary lacks all get one number, which no word of it has."""
    tokens = _known(encode, texts)
    letters = encode.facts.get("unit", "word") != "word"
    strange = ["ж", "ß"] if letters else ["zebra", "quilt"]
    known, unknown = _encoded(encode, tokens, texts), _encoded(encode, strange, texts)
    came = f"{shown(unknown)} for {shown(strange)}, beside {shown(known)} for {shown(tokens)}"
    one = "one number twice, which no known token has"
    mistake = _misnumbered(unknown, known, len(strange))
    holds = len(unknown) == len(strange) and len(set(unknown)) == 1 and not {*unknown} & {*known}
    assert_that(holds, came=came, expected=one, mistake=mistake)


def _misnumbered(unknown, known, count):
    """Return what was done with unknown tokens instead."""
    if len(unknown) < count:
        return DROPPED
    if unknown == known[:count]:
        return NEW_NUMBERS
    if {*unknown} <= {*known}:
        return TAKEN
    in_turn = unknown[0] > max(known) and unknown == [*range(unknown[0], unknown[0] + count)]
    return NEXT_NUMBERS if in_turn else ""


@encode.check(hint="No tokens, no numbers.", examples=2)
def encodes_an_empty_text(encode, texts):
    """An empty text has no numbers, but for those of a beginning and an end."""
    came = encode([], texts)
    assert_that(len(came) <= 2, came=shown(came), expected="[]")


def _known(code, texts):
    """Return a few tokens that the code's vocabulary has."""
    fixed = [token for token in code.facts.get("known", ()) if re.fullmatch(r"\w+", token)]
    return fixed[:6] or sorted(_units(code, texts))


def _encoded(code, tokens, texts):
    """Return the numbers of tokens without those of a beginning and an end."""
    ask = code if code.part.name == "encode" else code.encode
    edges, came = ask(tokens=[], texts=texts), ask(tokens=tokens, texts=texts)
    for before in range(len(edges) + 1):
        behind = len(edges) - before
        inner = came[before : len(came) - behind]
        if edges and came[:before] == edges[:before] and came[len(came) - behind :] == edges[before:]:
            return inner
    return came


@encode.mistake(DROPPED)
def without_unknown(tokens, texts):
    numbers = build_vocabulary(texts)
    return [numbers[token] for token in tokens if token in numbers]


@encode.mistake(NEW_NUMBERS)
def numbered_anew(tokens, texts):
    return list(range(len(tokens)))


@encode.mistake(TAKEN)
def unknown_as_a_word(tokens, texts):
    numbers = build_vocabulary(texts)
    return [numbers.get(token, 2) for token in tokens]


@encode.mistake(NEXT_NUMBERS)
def growing(tokens, texts):
    numbers = build_vocabulary(texts)
    return [numbers.setdefault(token, len(numbers)) for token in tokens]


@encode.mistake("a token is looked up by its first letter")
def by_the_first_letter(tokens, texts):
    return [ord(token[0]) for token in tokens]


DECODE_NAMES = """
    ids_to_text sequence_to_text sequences_to_texts ids_to_tokens convert_ids_to_tokens indices_to_text
    ids_to_words
    decode_text denumericalize indices_to_tokens ints_to_text decode_ids decode_tokens
"""


@codec(does="decode", names=DECODE_NAMES.split(), spelled={"texts": ["vocabulary", "vocab", "itos"]})
def decode(ids: Given(lambda sizes, rng: [2, 3]), texts: TEXTS) -> Value("list of text"):
    """The token of each number."""
    tokens = {number: token for token, number in build_vocabulary(texts).items()}
    return [tokens[number] for number in ids]


@decode.outline
def decode_outline(ids, vocab):
    """Return the token of each number, by the mapping that build_vocabulary gives."""


@decode.operation
def numbers(texts, ids=()):
    return build_vocabulary(texts)


ONE_OFF = "it is one number off"
BACKWARDS = "the tokens come in the opposite order"
ONCE = "each token is given once"


@decode.check(hint="The way back is the same table, read from right to left.")
def undoes_encoding(decode, texts):
    """The numbers of known tokens give these tokens back, in their order."""
    tokens = _known(decode, texts)
    tokens = [*tokens, *tokens[:2]]
    try:
        ids = _encoded(decode, tokens, texts)
    except Unavailable:
        ids = _looked_up(decode, tokens, texts)
    came = [token for token in decode(ids, texts) if not re.fullmatch(r"[<\[].*[>\]]", token)]
    same = [token.lower() for token in came] == [token.lower() for token in tokens]
    mistake = "" if same else _misdecoded(came, tokens, _table(decode, texts))
    assert_that(same, came=f"{shown(came)} for {shown(ids)}", expected=shown(tokens), mistake=mistake)


def _looked_up(decode, tokens, texts):
    table = _table(decode, texts)
    return [table[token] for token in tokens if token in table] or [*range(len(tokens))]


def _table(decode, texts):
    try:
        return decode.numbers(texts=texts)
    except Unavailable:
        return {}


def _misdecoded(came, tokens, table):
    if came == tokens[::-1]:
        return BACKWARDS
    if sorted(came) == sorted(set(tokens)):
        return ONCE
    count = max(len(table), 1)
    shifts = {
        (table.get(one, 0) - table.get(other, 0)) % count for one, other in zip(came, tokens, strict=False)
    }
    return ONE_OFF if len(came) == len(tokens) and shifts in ({1}, {count - 1}) else ""


@decode.check(hint="Decode one number, then another: which token belongs to each?", examples=20)
def gives_each_number_its_own_token(decode, texts):
    """Different numbers of the vocabulary give different tokens."""
    table = _table(decode, texts)
    known = _known(decode, texts)
    chosen = [number for token, number in table.items() if token in known]
    came = [token for number in chosen for token in decode([number], texts)]
    expected = f"{len(chosen)} different tokens"
    assert_that(len(set(came)) == len(chosen), came=f"{shown(came)} for {shown(chosen)}", expected=expected)


@decode.check(hint="No numbers, no tokens.", examples=2)
def decodes_nothing_to_nothing(decode, texts):
    """No numbers give an empty text."""
    came = decode([], texts)
    assert_that(not came, came=shown(came), expected="[]")


@decode.mistake(ONE_OFF)
def one_off(ids, texts):
    tokens = [*build_vocabulary(texts)]
    return [tokens[(number + 1) % len(tokens)] for number in ids]


@decode.mistake(BACKWARDS)
def from_the_end(ids, texts):
    return decode(ids, texts)[::-1]


@decode.mistake(ONCE)
def each_once(ids, texts):
    return sorted(set(decode(ids, texts)))


@decode.mistake("every number gives the same token")
def always_unknown(ids, texts):
    return [UNK for _ in ids]


skill(needs=all_of(tokenize, build_vocabulary, encode, decode))
