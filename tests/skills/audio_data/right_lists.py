import array
import math
import struct
import wave


def only_sixteen_bits(wav_path):
    with wave.open(wav_path) as w:
        if w.getsampwidth() != 2:
            raise ValueError("16-bit files only, please")
        data = array.array("h", w.readframes(w.getnframes()))
        return {"sample_rate": w.getframerate(), "channels": w.getnchannels(), "samples": list(data[:: w.getnchannels()])}


def on_lists(file):
    with wave.open(file, "r") as w:
        n, c, b = w.getnframes(), w.getnchannels(), w.getsampwidth()
        raw = w.readframes(n)
        if b == 2:
            values = struct.unpack(f"<{n * c}h", raw)
        else:
            values = [v - 128 for v in raw]
        return [list(values[i::c]) for i in range(c)], w.getframerate()


def by_hand(samples):
    """The discrete Fourier transform with sums, as in a book."""
    samples = list(samples)
    n = 64
    cos = [[math.cos(2 * math.pi * k * j / n) for j in range(n)] for k in range(n // 2 + 1)]
    sin = [[math.sin(2 * math.pi * k * j / n) for j in range(n)] for k in range(n // 2 + 1)]
    columns = []
    for start in range(0, len(samples) - n + 1, n * 16):
        frame = samples[start : start + n]
        columns.append(
            [
                math.hypot(sum(a * b for a, b in zip(frame, c)), sum(a * b for a, b in zip(frame, s)))
                for c, s in zip(cos, sin)
            ]
        )
    return columns
