#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Malines authors
# SPDX-License-Identifier: EUPL-1.2
"""The match engine from Python, with nothing but ctypes. LIBMALINES names the shared object when it is not installed."""
import ctypes
import json
import os

lib = ctypes.CDLL(os.environ.get('LIBMALINES', 'libmalines.so.1'))
lib.malines_index_new.restype = ctypes.c_void_p
lib.malines_index_free.argtypes = [ctypes.c_void_p]
lib.malines_index_put.argtypes = [ctypes.c_void_p, ctypes.c_uint64, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
for ask in lib.malines_index_search, lib.malines_index_look, lib.malines_index_near:
    ask.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_double, ctypes.c_size_t, ctypes.POINTER(ctypes.c_void_p)]
lib.malines_pair.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
lib.malines_identifier.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
lib.malines_free.argtypes = [ctypes.c_void_p]


class MalinesError(Exception):
    pass


def call(function, *arguments):
    """Call, take the answer's JSON, free it; a failure becomes an exception that says code, cause and next step."""
    answer = ctypes.c_void_p()
    status = function(*(a.encode() if isinstance(a, str) else a for a in arguments), ctypes.byref(answer))
    text = ctypes.string_at(answer).decode() if answer else '{}'
    lib.malines_free(answer)
    result = json.loads(text)
    if status:
        error = result['error']
        raise MalinesError(f"{error['code']}: {error['cause']} ({error['detail']}); {error['next']}")
    return result


class Index:
    def __init__(self):
        self.at = lib.malines_index_new()

    def __del__(self):
        lib.malines_index_free(self.at)

    def put(self, key, subject):
        call(lib.malines_index_put, self.at, key, subject if isinstance(subject, str) else json.dumps(subject))

    def search(self, subject, floor=0.5, limit=10, ask=lib.malines_index_search):
        subject = subject if isinstance(subject, str) else json.dumps(subject)
        return call(ask, self.at, subject, floor, limit)['candidates']

    def look(self, subject, floor=0.5, limit=10):
        return self.search(subject, floor, limit, lib.malines_index_look)

    def near(self, subject, floor=0.007, limit=10):
        return self.search(subject, floor, limit, lib.malines_index_near)


if __name__ == '__main__':
    pair = call(lib.malines_pair, 'Salim Abdeslam', 'عبد السلام سليم')
    print(f"score {pair['score']:.2f}")
    for word in pair['evidence'][0]['words']:
        print(f"  {word['asked']} ~ {word['found']}: {word['how']}")

    number = call(lib.malines_identifier, 'phone', '0470/12.34.56', 'be')
    print(number['text'], number['validity'], number['reason'])

    index = Index()
    index.put(7, {'kind': 'person', 'names': [{'text': 'Karim Abdesselami'}], 'births': ['1990-05-04']})
    index.put(8, 'Mona Lahlou')
    for candidate in index.search('كريم عبد السلامي', floor=0.2):
        print('key', candidate['key'], 'grade', candidate['evidence'][0]['grade'])

    try:
        call(lib.malines_pair, '{"kind":"cat"}', 'x')
    except MalinesError as e:
        print(e)
