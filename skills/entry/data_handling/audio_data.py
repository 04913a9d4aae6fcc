"""Audio data: turn a sound file into samples and a rate, and samples into a map of pitches.

Why it matters: A melody is hard to see in raw samples and easy to see in a spectrogram. Lose
track of the sampling rate, and every note moves to the wrong place.

Next step: Whistle a rising tone, record it, and find the same rise in your map.
"""

import wave

import numpy as np

from pytest_mlchecklist.api import (
    Float,
    Given,
    LearnerError,
    OneOf,
    Value,
    all_of,
    assert_that,
    fresh_file,
    fresh_folder,
    kind,
    shown,
    skill,
)

# Samples and maps of pitches are laid and scaled in several right ways: the checks read them all, and
# none is unwritten.
open_function = kind("function")

LOAD_NAMES = """
    read_wav load_wav read_audio read_wave load_wave wav_to_array load_sound read_sound open_wav open_audio
    get_audio load_audio_file load_wav_file read_wav_file wavread audio_to_array load_waveform
"""
PATH = "file filename file_path filepath fname wav_path audio_path wav_file audio_file f p fp fn name wav"
RATES = (8000, 11025, 16000, 22050, 44100)
BYTES = {1: "u1", 2: "<i2"}


def _written(rng, count, *, channels=1, width=2):
    """Write random samples into a WAV file, and return its path."""
    largest = 256**width
    samples = rng.integers(0, largest, size=(count, channels)) - (0 if width == 1 else largest // 2)
    rate = int(rng.choice(RATES))
    word = {1: "mono", 2: "stereo"}[channels]
    about = f"a {word} WAV of {8 * width} bit at {rate} Hz: {shown(samples.tolist())}"
    path = fresh_file("a sound.wav", about=about)
    with wave.open(path, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples.astype(BYTES[width]).tobytes())
    return path


def _sound(channels, width):
    return Given(
        lambda sizes, rng: _written(
            rng, sizes["t"] * int(rng.choice([2, 9])), channels=channels, width=width
        ),
        axes=("t",),
    )


def _stored(path):
    """Return the samples as signed numbers, one column for each channel, and the rate and the width."""
    with wave.open(path, "rb") as file:
        width = file.getsampwidth()
        raw = np.frombuffer(file.readframes(file.getnframes()), dtype=BYTES[width]).astype(float)
        samples = raw.reshape(-1, file.getnchannels()) - (128 if width == 1 else 0)
        return samples, file.getframerate(), width


@open_function(names=LOAD_NAMES.split(), spelled={"path": PATH.split()}, neutral={"sr": None})
def load_audio(path: _sound(1, 2)) -> Value("anything"):
    """The samples from -1 to 1, and how many there are in a second."""
    samples, rate, width = _stored(path)
    return {"samples": samples / 256**width * 2, "rate": rate}


FIXED_RATE = "the rate is a fixed number, and not the file's"
NO_RATE = "the rate is not returned"
INTERLEAVED = "left and right of a stereo file follow each other as if they were one channel"
WIDE = "8-bit samples are read as if they had 16"
OWN_RANGE = "each sound is scaled by its own largest sample"
OTHER_END = "the two bytes of a sample are exchanged"
UNSIGNED = "samples are read as if they had no sign"
MISSING = "a missing file gives nothing, instead of an error"


@load_audio.check(hint="How many bytes has a sample, and has it a sign? The file's header says so.")
def reads_mono_exactly(load_audio, path):
    """Every sample of a mono file of 16 bit comes back, as a whole number or scaled to -1..1."""
    _assert_same(load_audio, path)


@load_audio.check(hint="In a stereo file, left and right take turns: 60 numbers are 30 moments.", examples=30)
def reads_stereo(load_audio, path: _sound(2, 2)):
    """A stereo file has two channels, or their mean, or one of them; and as many moments as a mono one."""
    _assert_same(load_audio, path)


@load_audio.check(
    hint="Samples of 8 bit have no sign: 128 is silence. Refuse them, or read them.", examples=30
)
def reads_or_refuses_eight_bits(load_audio, path: _sound(1, 1), other: _sound(2, 1)):
    """Samples of 8 bit come back as they are, or the file is refused with an error, and never misread."""
    for one in (path, other):
        try:
            _assert_same(load_audio, one)
        except LearnerError:
            load_audio.note("it refuses samples of 8 bit")


@load_audio.check(hint="The header of the file tells the rate.", examples=20)
def tells_the_rate(load_audio, path):
    """The rate that comes with the samples is the file's."""
    _, rate = _pieces(load_audio(path))
    right = _stored(path)[1]
    assert_that(rate == right, came=f"the rate {shown(rate)}", expected=f"{right}", mistake=_of_rate(rate))


def _of_rate(rate):
    if rate is None:
        return NO_RATE
    return FIXED_RATE if rate in (*RATES, 48000) else ""


@load_audio.check(hint="Ask for a file that is not there: what does the caller learn?", examples=2)
def refuses_a_missing_file(load_audio, name: OneOf("nothing.wav", "nowhere/nothing.wav")):
    """A file that is not there raises an error."""
    try:
        came = load_audio(f"{fresh_folder()}/{name}")
    except LearnerError:
        return
    assert_that(False, came=shown(came), expected="an error: there is no such file", mistake=MISSING)  # noqa: FBT003


def _assert_same(load_audio, path):
    came, _ = _pieces(load_audio(path))
    right, _, width = _stored(path)
    form = _form(came, right, width)
    mistakes = (
        name for name, wrong, wide in _wrong_ones(right, width) if _form(came, wrong, wide) is not None
    )
    mistake = "" if form is not None else next(mistakes, "")
    expected = f"{shown(np.squeeze(right))} with shape {np.squeeze(right).shape}, or the same scaled to -1..1"
    came_text = f"{shown(came)} with shape {np.shape(came)}" if came is not None else "no samples"
    assert_that(form is not None, came=came_text, expected=expected, mistake=mistake)
    for said in form:
        load_audio.note(said)


def _pieces(came):
    """Return the samples and the rate, in whatever they were returned."""
    if isinstance(came, dict):
        named = [
            value for key, value in came.items() if str(key).lower() in RATE_NAMES and np.ndim(value) == 0
        ]
        pieces = [*came.values()]
    else:
        named, pieces = [], came if isinstance(came, list) and not _is_flat(came) else [came]
    arrays = [np.asarray(piece) for piece in pieces if _is_array(piece)]
    numbers = [float(piece) for piece in pieces if np.ndim(piece) == 0 and isinstance(piece, (int, float))]
    rate = named[0] if named else max(numbers, default=None)
    return max(arrays, key=np.size, default=None), rate


RATE_NAMES = {"rate", "sr", "fs", "framerate", "frame_rate", "sample_rate", "samplerate", "sampling_rate"}


def _is_flat(came):
    """Return whether a list is samples alone: nothing but numbers."""
    return all(isinstance(item, (int, float)) for item in came)


def _is_array(piece):
    try:
        return np.ndim(piece) > 0 and np.asarray(piece, dtype=float).ndim > 0
    except (TypeError, ValueError):
        return False


def _form(came, right, width):
    """Return in which form these samples came, in words; None if they are not these."""
    if came is None:
        return None
    for channels, samples, rounded in _with_channels(right):
        for scale, factor, silence in SCALES[width]:
            scaled = samples * factor + silence
            room = max(NEAR * abs(factor), NEAR * 1e-3) + rounded * abs(factor)
            for laid in (scaled, scaled.T):
                if came.size == laid.size and _lies_so(came.shape, laid.shape) and _close(came, laid, room):
                    return list(filter(None, (channels, scale)))
    return None


NEAR = 1e-2
"""A sample is a whole number, and float32 rounds it by less than a hundredth."""
SCALES = {
    2: [("", 1, 0), ("scaled to -1..1", 1 / 32768, 0), ("scaled to -1..1", 1 / 32767, 0)],
    1: [
        ("", 1, 0),
        ("samples of 8 bit come unsigned, as they are stored", 1, 128),
        ("scaled to -1..1", 1 / 128, 0),
        ("scaled to -1..1", 1 / 127, 0),
        ("scaled to -1..1", 2 / 255, 1 / 255),
        ("samples of 8 bit are stretched to 16", 256, 0),
    ],
}


def _with_channels(right):
    """Yield the samples with the channels that may be made of them, how to say that, and what is rounded."""
    yield "", right, 0
    if right.shape[1] > 1:
        yield "stereo is mixed to one channel", right.mean(axis=1, keepdims=True), 1
        yield "of stereo it takes the left channel", right[:, :1], 0
        yield "of stereo it takes the right channel", right[:, 1:], 0


def _lies_so(shape, expected):
    """Return whether two shapes are the same but for axes of one."""
    return [size for size in shape if size > 1] == [size for size in expected if size > 1]


def _close(came, laid, room):
    return bool(np.all(np.abs(np.ravel(came).astype(float) - np.ravel(laid)) <= room))


def _wrong_ones(right, width):
    """Yield what comes of the usual mistakes, and of how many bytes each number was taken to be."""
    raw = (right + (128 if width == 1 else 0)).astype(BYTES[width]).tobytes()
    if right.shape[1] > 1:
        yield INTERLEAVED, right.reshape(-1, 1), width
    if width == 1:
        yield WIDE, np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(float)[:, None], 2
        yield WIDE, right + 128, 2
    if width == 2:
        yield OTHER_END, np.frombuffer(raw, dtype=">i2").astype(float).reshape(right.shape), 2
        yield UNSIGNED, np.frombuffer(raw, dtype="<u2").astype(float).reshape(right.shape), 2
    yield OWN_RANGE, right / max(np.abs(right).max(), 1) * 32768, 2


def _misread(path, samples):
    return load_audio(path) | {"samples": samples}


@load_audio.mistake(FIXED_RATE)
def at_a_fixed_rate(path):
    return load_audio(path) | {"rate": 44100}


@load_audio.mistake(NO_RATE)
def without_the_rate(path):
    return load_audio(path)["samples"]


@load_audio.mistake(INTERLEAVED)
def interleaved(path):
    return _misread(path, np.ravel(load_audio(path)["samples"]))


@load_audio.mistake(WIDE)
def always_two_bytes(path):
    with wave.open(path, "rb") as file:
        raw, width = file.readframes(file.getnframes()), file.getsampwidth()
    if width > 1:
        return load_audio(path)
    return _misread(path, np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2") / 32768)


@load_audio.mistake(OWN_RANGE)
def by_its_own_range(path):
    samples = load_audio(path)["samples"]
    return _misread(path, samples / max(np.abs(samples).max(), 1e-9))


@load_audio.mistake(OTHER_END)
def other_end(path):
    samples, _, _ = _stored(path)
    return _misread(path, samples.astype("<i2").view(">i2") / 32768)


@load_audio.mistake(UNSIGNED)
def unsigned(path):
    samples, _, _ = _stored(path)
    return _misread(path, samples.astype("<i2").view("<u2") / 32768)


@load_audio.mistake(MISSING)
def nothing(path):
    try:
        return load_audio(path)
    except OSError:
        return None


SPECTROGRAM_NAMES = """
    compute_spectrogram make_spectrogram get_spectrogram power_spectrogram magnitude_spectrogram
    calc_spectrogram
    spectrogram_from_samples create_spectrogram to_spectrogram compute_stft_magnitude stft_magnitude
    spectogram
    log_spectrogram audio_to_spectrogram
"""
SAMPLES = "signal audio x y wav waveform sound data sig samples_array wave values array"
RATE = "sr fs sample_rate sampling_rate samplerate framerate rate_hz sampling_freq frequency"
FRAME = """
    n_fft nfft frame_size window_size win_length nperseg fft_size frame_length frame_len window_length
    n_window
    win_size fft_length nfft_size
"""
HOP = "hop hop_length hop_size stride step step_size frame_step shift hop_len frame_stride overlap noverlap"
SECOND = 4096
"""How many samples there are in a sound: enough for two frames of 2048, which is what many take."""


@open_function(
    names=SPECTROGRAM_NAMES.split(),
    spelled={"samples": SAMPLES.split(), "rate": RATE.split()},
    neutral={**dict.fromkeys(FRAME.split(), 256), **dict.fromkeys(HOP.split(), 128), "window": "hann"},
)
def spectrogram(
    samples: Float["t"].between(-1, 1).at_least(t=SECOND), rate: OneOf(8000, 16000) = 8000
) -> Value("anything"):
    """How much of each pitch there is in each moment: the power of short, softly cut stretches."""
    frames = np.lib.stride_tricks.sliding_window_view(samples, 256)[::128]
    return np.abs(np.fft.rfft(frames * np.hanning(256), axis=1)).T ** 2


# From a twelfth to nearly half of the rate: away from both ends, where a tone meets its own mirror image.
PITCH = Given(lambda sizes, rng: float(rng.uniform(0.08, 0.42)))

LOW_ON_TOP = "the order of the frequencies is turned round"
FIRST_FRAME = "each moment is the first one again"
BACKWARDS = "time runs backwards"
REAL_PART = "the real part is taken, and not the magnitude"
OWN_LARGEST = "each sound is divided by its own largest value"
OTHER_RATE = "the frequencies are those of another rate"


def _tone(pitch, count=SECOND, phase=0.0, loud=0.5):
    return loud * np.sin(2 * np.pi * pitch * np.arange(count) + phase)


@spectrogram.check(hint="Bin k of a frame of N samples stands for the frequency k · rate / N.", examples=4)
def finds_a_tone_where_it_is(spectrogram, pitch: PITCH, rate):
    """A pure tone is loudest in the bin of its frequency, or in one beside it."""
    pitches = _map(spectrogram, _tone(pitch), rate)
    bins = len(pitches)
    # The last bin is that of half the rate, or the one before it; the frame may have an odd length.
    places = [pitch * size for size in (2 * bins - 2, 2 * bins - 1, 2 * bins)]
    came = int(np.median(pitches.argmax(axis=0)))
    near = any(abs(came - place) <= 1 for place in places)
    mirrored = any(abs(bins - 1 - came - place) <= 1 for place in places)
    expected = f"bin {places[0]:.0f}: the tone has {pitch:.3f} of the rate"
    mistake = LOW_ON_TOP if mirrored else ""
    assert_that(near, came=f"a tone in bin {came} of {bins}", expected=expected, mistake=mistake)


@spectrogram.check(hint="Half of the rate is the highest frequency.", examples=2)
def tells_its_frequencies_right(spectrogram, pitch: PITCH, rate):
    """If it returns its frequencies too, the tone lies at its own."""
    came = spectrogram(_tone(pitch), rate)
    pitches = _map(spectrogram, _tone(pitch), rate)
    found = _frequencies(came, len(pitches))
    if found is None:
        return
    at, step = float(found[int(np.median(pitches.argmax(axis=0)))]), float(np.diff(found).max())
    right = pitch * rate
    came_text = f"a tone of {right:.0f} Hz at {at:.0f} Hz"
    assert_that(abs(at - right) <= 1.5 * step, came=came_text, expected=f"{right:.0f} Hz", mistake=OTHER_RATE)


def _frequencies(came, bins):
    pieces = came.values() if isinstance(came, dict) else came if isinstance(came, list) else []
    rows = [np.asarray(piece, dtype=float) for piece in pieces if np.ndim(piece) == 1 and len(piece) == bins]
    # Times are given in seconds, and there is less than one of them.
    return next((row for row in rows if row[-1] > 10 and np.all(np.diff(row) > 0)), None)


@spectrogram.check(
    hint="Cut the sound into frames, one a little after the other. Does each frame begin later?", examples=2
)
def follows_the_melody(spectrogram, pitch: OneOf(0.1, 0.13), other: OneOf(0.3, 0.37), rate):
    """Of two tones, one after the other, the first comes first in the map."""
    alone = [_loudest(_map(spectrogram, _tone(some), rate)) for some in (pitch, other)]
    tune = np.concatenate([_tone(pitch), _tone(other)])
    places = _map(spectrogram, tune, rate).argmax(axis=0)
    quarter = max(len(places) // 4, 1)
    came = [int(np.median(places[:quarter])), int(np.median(places[-quarter:]))]
    same = all(abs(one - two) <= 1 for one, two in zip(came, alone, strict=True))
    mistake = BACKWARDS if came == alone[::-1] else FIRST_FRAME if came == [alone[0]] * 2 else ""
    expected = f"bin {alone[0]} at first and bin {alone[1]} in the end"
    assert_that(
        same, came=f"bin {came[0]} at first and bin {came[1]} in the end", expected=expected, mistake=mistake
    )


def _loudest(pitches):
    return int(np.median(pitches.argmax(axis=0)))


@spectrogram.check(hint="Zeros in, zeros out; of a logarithm, the least that there is.", examples=2)
def shows_nothing_of_silence(spectrogram, rate):
    """Silence holds no pitch: the map is zero, or the same low number, everywhere."""
    silence, tone = (_map(spectrogram, some, rate) for some in (np.zeros(SECOND), _tone(0.2)))
    nothing = bool(np.all(np.abs(silence) <= 1e-6 * np.abs(tone).max()))
    low = bool(np.all(silence == silence[0, 0])) and silence[0, 0] < np.median(tone.max(axis=0))
    mistake = OWN_LARGEST if np.any(np.isnan(silence)) else ""
    assert_that(
        nothing or low, came=shown(silence), expected="zeros, or the same low number", mistake=mistake
    )


@spectrogram.check(
    hint="The power of a tone is the square of its magnitude. Is anything divided by the largest value?",
    examples=3,
)
def grows_with_the_loudness(spectrogram, pitch: PITCH, rate):
    """Twice the amplitude gives twice the magnitude or four times the power; logarithms of these are fine."""
    soft, loud = (_map(spectrogram, _tone(pitch, loud=loud), rate) for loud in (0.25, 0.5))
    strong = soft >= np.median(soft.max(axis=0))
    for said, undo in UNDONE.items():
        with np.errstate(all="ignore"):
            ratio = undo(loud[strong]) / undo(soft[strong])
        for factor, measure in ((4, "power"), (2, "magnitude")):
            if np.all(np.abs(ratio - factor) < 0.05 * factor):
                spectrogram.note(f"it shows the {said}{measure}")
                return
    ratio = float(np.median(loud[strong] / soft[strong]))
    mistake = OWN_LARGEST if abs(ratio - 1) < 1e-3 else ""
    assert_that(False, came=f"{ratio:.3g} times as much", expected="2 or 4 times", mistake=mistake)  # noqa: FBT003


UNDONE = {
    "": lambda values: values,
    "decibels of the ": lambda values: 10 ** (values / 10),
    "decibels (20 log) of the ": lambda values: 10 ** (values / 20),
    "logarithm of the ": np.exp,
    "logarithm to ten of the ": lambda values: 10**values,
    "logarithm to two of the ": np.exp2,
    "logarithm of one and the ": np.expm1,
}
"""How a logarithm is undone, by what it is called."""


@spectrogram.check(hint="A complex number has a magnitude: the root of the sum of both squares.", examples=2)
def does_not_heed_the_phase(spectrogram, pitch: PITCH, phase: OneOf(1.5708, 0.9), rate):
    """When a tone begins a little later, its frames are as loud as before."""
    one, other = (_map(spectrogram, _tone(pitch, phase=some), rate).max(axis=0) for some in (0.0, phase))
    inner = slice(len(one) // 4, max(len(one) * 3 // 4, len(one) // 4 + 1))
    apart = float(np.abs(one[inner] - other[inner]).max() / max(np.abs(one[inner]).max(), 1e-12))
    # Leakage of the mirror image moves a frame of 64 samples by a few hundredths.
    mistake = REAL_PART if np.ptp(one[inner]) > 0.1 * np.abs(one[inner]).max() else ""
    came = f"frames that are {100 * apart:.0f} % apart"
    assert_that(apart < 0.2, came=came, expected="frames of the same loudness", mistake=mistake)


def _map(spectrogram, samples, rate):
    """Return the map with a row for each frequency; time is the axis that grows with the sound."""
    came, longer = (_table(spectrogram(some, rate)) for some in (samples, np.tile(samples, 2)))
    grows = [more > size for size, more in zip(came.shape, longer.shape, strict=True)]
    came_text = f"the shape {came.shape}, and {longer.shape} for a sound that is twice as long"
    assert_that(sum(grows) == 1, came=came_text, expected="as many frequencies, and more moments")
    if grows[0]:
        spectrogram.note("its rows are moments, its columns frequencies")
    return _one_half(spectrogram, came.T if grows[0] else came)


def _one_half(spectrogram, pitches):
    """Return a map without the mirror image that a full transform has above half of the rate."""
    peak = np.abs(pitches[1:]).max()
    if (
        len(pitches) > 2
        and np.ptp(pitches) > 0
        and np.allclose(pitches[1:], pitches[:0:-1], atol=1e-6 * peak)
    ):
        spectrogram.note("it shows each frequency twice")
        return pitches[: len(pitches) // 2 + 1]
    return pitches


def _table(came):
    """Return the piece that has two axes."""
    pieces = list(came.values()) if isinstance(came, dict) else came if isinstance(came, list) else [came]
    whole = [pieces] if isinstance(came, list) and all(isinstance(item, list) for item in came) else pieces
    tables = [np.squeeze(np.asarray(piece)) for piece in whole if np.ndim(piece) > 1]
    found = next((table for table in tables if table.ndim == 2), None)
    shapes = " and ".join(str(np.shape(piece)) for piece in pieces[:3])
    assert_that(found is not None, came=f"the shape {shapes}", expected="a map with two axes")
    is_real = found.dtype.kind in "biuf"
    assert_that(is_real, came="complex numbers", expected="how much of each pitch there is, as real numbers")
    return found.astype(float)


@spectrogram.mistake(LOW_ON_TOP)
def low_on_top(samples, rate=8000):
    return spectrogram(samples)[::-1]


@spectrogram.mistake(FIRST_FRAME)
def first_frame(samples, rate=8000):
    return np.repeat(spectrogram(samples)[:, :1], len(samples) // 128 - 1, axis=1)


@spectrogram.mistake(BACKWARDS)
def time_backwards(samples, rate=8000):
    return spectrogram(samples)[:, ::-1]


@spectrogram.mistake(REAL_PART)
def real_part(samples, rate=8000):
    frames = np.lib.stride_tricks.sliding_window_view(samples, 256)[::128]
    return np.fft.rfft(frames * np.hanning(256), axis=1).T.real


@spectrogram.mistake(OWN_LARGEST)
def by_its_largest(samples, rate=8000):
    return spectrogram(samples) / spectrogram(samples).max()


@spectrogram.mistake(OTHER_RATE)
def of_another_rate(samples, rate=8000):
    return {"frequencies": np.fft.rfftfreq(256, 1 / 44100), "power": spectrogram(samples)}


skill(needs=all_of(load_audio, spectrogram))
