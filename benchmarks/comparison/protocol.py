"""Answers requests, one a line: a verb and its arguments, separated by tabs; so is the answer, `ok` or `error` first."""

import os
import sys
from typing import Callable


def serve(verbs: dict[str, Callable[..., list]]) -> None:
    """Runs until the input ends. What libraries print goes to the standard error, not among the answers."""
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        verb, *arguments = line.rstrip("\n").split("\t")
        try:
            answer = "\t".join(["ok", *map(str, verbs[verb](*arguments))])
        except Exception as fault:  # the other side reports it and ends the run
            answer = f"error\t{verb}: {fault!r}".replace("\n", " ")
        answers.write(answer + "\n")
