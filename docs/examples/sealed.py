#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""Both sides of a sealed check, with nothing but ctypes. LIBMALINES names the shared object when it is not installed."""
import ctypes
import os

lib = ctypes.CDLL(os.environ.get('LIBMALINES', 'libmalines.so.1'))
lib.malines_filter_open.restype = ctypes.c_void_p
lib.malines_filter_may_hold.argtypes = [ctypes.c_void_p, ctypes.c_uint64]
lib.malines_filter_free.argtypes = [ctypes.c_void_p]
lib.malines_filter_build.argtypes = [ctypes.POINTER(ctypes.c_uint64), ctypes.c_size_t, ctypes.c_uint64, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_size_t)]
lib.malines_free.argtypes = [ctypes.c_void_p]


class Owner:
    """A key for one partner, class and week, and the filter that is shipped."""

    def __init__(self, seed, info):
        self.secret, self.open = ctypes.create_string_buffer(32), ctypes.create_string_buffer(32)
        assert lib.malines_sealed_key(seed, info.encode(), self.secret, self.open) == 0

    def filter(self, inputs, padded=1000, seed=7):
        values, one = (ctypes.c_uint64 * padded)(), ctypes.c_uint64()
        for i, text in enumerate(inputs):
            assert lib.malines_sealed_value(self.secret, self.open, text.encode(), ctypes.byref(one)) == 0
            values[i] = one.value
        for i in range(len(inputs), padded):  # in earnest: random values
            values[i] = i * 0x9e3779b97f4a7c15 & 2 ** 64 - 1
        at, size = ctypes.c_void_p(), ctypes.c_size_t()
        assert lib.malines_filter_build(values, padded, seed, ctypes.byref(at), ctypes.byref(size)) == 0
        container = ctypes.string_at(at, size.value)
        lib.malines_free(at)
        return container

    def answer(self, blinded):
        count = len(blinded) // 32
        evaluated, proof = ctypes.create_string_buffer(32 * count), ctypes.create_string_buffer(64)
        assert lib.malines_sealed_evaluate(self.secret, self.open, blinded, ctypes.c_size_t(count), evaluated, proof) == 0
        return evaluated.raw, proof.raw


class Question:
    """Blinded points out, values to look for back."""

    def __init__(self, seed, inputs):
        self.seed, self.inputs, self.blinded = seed, [i.encode() for i in inputs], b''
        for n, text in enumerate(self.inputs):
            point = ctypes.create_string_buffer(32)
            assert lib.malines_sealed_blind(seed, n, text, point) == 0
            self.blinded += point.raw

    def finish(self, opened, evaluated, proof):
        count = len(self.inputs)
        values, inputs = (ctypes.c_uint64 * count)(), (ctypes.c_char_p * count)(*self.inputs)
        status = lib.malines_sealed_finish(self.seed, inputs, ctypes.c_size_t(count), opened, self.blinded, evaluated, proof, values)
        return status, list(values)


def keys(subject, purpose_class):
    answer = ctypes.c_void_p()
    assert lib.malines_sealed_keys(subject.encode(), 0, purpose_class.encode(), ctypes.byref(answer)) == 0
    text = ctypes.string_at(answer).decode()
    lib.malines_free(answer)
    return text


def may_hold(container, value):
    at = lib.malines_filter_open(container, ctypes.c_size_t(len(container)))
    held = lib.malines_filter_may_hold(at, value)
    lib.malines_filter_free(at)
    return held


if __name__ == '__main__':
    inputs = ['ml9|investigation|number|32470123456', 'ml9|investigation|number|32470999999']
    owner = Owner(bytes([1] + [0] * 31), 'malines/sealed/1|es|fr|investigation|2965')
    shipped = owner.filter(inputs[:1])
    print(f'filter of {len(shipped)} bytes')
    print('keys', keys('{"kind":"person","identifiers":[{"type":"phone","country":"be","value":"0470/12.34.56"}]}', 'investigation'))

    question = Question(bytes([2] + [0] * 31), inputs)
    evaluated, proof = owner.answer(question.blinded)
    status, values = question.finish(owner.open, evaluated, proof)
    print(f'finish {status}: {may_hold(shipped, values[0])} {may_hold(shipped, values[1])}')

    lie = proof[:40] + bytes([proof[40] ^ 1]) + proof[41:]
    print(f'a lie: {question.finish(owner.open, evaluated, lie)[0]}')
