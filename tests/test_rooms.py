"""
The picture of the rooms is that of the imports, and the page has a paragraph for each room.
"""

from __future__ import annotations

from pathlib import Path

import draw_rooms

PAGE = (Path(__file__).resolve().parents[1] / "docs/explanation/architecture.md").read_text(encoding="utf-8")


class TestRooms:
    def test_the_picture_is_current(self) -> None:
        """Drawn again it is as it is; a difference calls for `python tools/draw_rooms.py`."""
        assert draw_rooms.FILE.read_text(encoding="utf-8") == draw_rooms.picture()

    def test_every_room_is_drawn_and_described(self) -> None:
        """A new folder of the package is a box, with a sentence, and a paragraph of the page."""
        folders = {path.parent.name for path in draw_rooms.PACKAGE.glob("*/__init__.py")}
        drawn = {room for floor in draw_rooms.FLOORS for room in floor}
        assert folders <= drawn == set(draw_rooms.SAYS)
        assert [room for room in drawn if f"\n**{room}**" not in PAGE] == []

    def test_imports_go_down(self) -> None:
        """Of what runs at import or later, what looks up and a hook of pydantic go up, and the page names them."""
        up = {(one, two) for one, two in draw_rooms.edges() if draw_rooms.level(one) > draw_rooms.level(two)}
        assert up == {("_lookup", "reference"), ("_lookup", "adapters"), ("model", "adapters")}
