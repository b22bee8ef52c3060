from gm100.serializers.structure.converter import (
    configure_converter as configure_converter,
    make_converter as make_converter,
)
from gm100.serializers.schemas.openapi import openapi as openapi
from gm100.serializers.structure.issues import issues_of as issues_of
from gm100.serializers.document.envelope import Request as Request
from gm100.serializers.document.lenient import LENIENT as LENIENT, LenientOptions as LenientOptions, Reading as Reading
from gm100.serializers.tabular.evaluations import read_evaluations as read_evaluations
from gm100.serializers.document.files import (
    dump as dump, dumps as dumps, load as load, load_lenient as load_lenient, loads as loads,
    loads_lenient as loads_lenient,
)
from gm100.serializers.document.limits import LIMITS as LIMITS, Limits as Limits
from gm100.serializers.formats.lines import iter_dump as iter_dump, iter_load as iter_load
from gm100.serializers.formats.registry import FORMATS as FORMATS, Format as Format, Formats as Formats
from gm100.serializers.tabular.rows import to_rows as to_rows
from gm100.serializers.schemas.json_schema import schema as schema
