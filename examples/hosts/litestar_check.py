"""
A Litestar application that checks dossiers; what is wrong with one is answered problem by problem.

    pip install litestar httpx gm100
    python examples/hosts/litestar_check.py           # Asks itself, and prints the answers.
"""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from litestar import Litestar, Request, Response, post

import gm100
from gm100.serializers import issues_of, make_converter

converter = make_converter()


@post("/check", sync_to_thread=False)
def check(data: dict[str, Any]) -> dict[str, Any]:
    """
    Check a dossier as things stood in 2020.
    """
    try:
        dossier = converter.structure(data, gm100.Dossier)
    except Exception as error:  # noqa: BLE001 - whatever a hook raises becomes an issue
        raise gm100.RefusedError(issues_of(error)) from None
    report: dict[str, Any] = converter.unstructure(gm100.check(dossier, on="2020-01-01"))
    return report


def refused(_: Request[Any, Any, Any], error: gm100.RefusedError) -> Response[Any]:
    """
    Answer with one entry for each problem.
    """
    detail = [{"type": i.code, "loc": i.path, "msg": i.message} for i in error.issues]
    return Response({"detail": detail}, status_code=422)


app = Litestar([check], exception_handlers={gm100.RefusedError: refused})  # type: ignore[dict-item]  # ours is narrower


async def main() -> None:
    """
    Ask for a dossier that is right, and for one that is not.
    """
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        right = converter.unstructure(gm100.dossiers()["35.03"])
        answer = await client.post("/check", json=right)
        print(answer.status_code, answer.json()["region"])
        wrong = {"region": "3503", "mous": [{"region": "99.01", "signed": "soon"}]}
        answer = await client.post("/check", json=wrong)
        print(answer.status_code, [each["loc"] for each in answer.json()["detail"]])


if __name__ == "__main__":
    asyncio.run(main())
