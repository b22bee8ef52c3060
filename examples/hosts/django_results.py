"""
A Django site in one file: results in a model, a page of them, and a form that takes a document.

    pip install 'gm100[django]'
    python examples/hosts/django_results.py           # Asks itself for its pages, and prints them.

`GM100_POSTGRES=host:port` runs it on PostgreSQL, as the user `gm100` in the database `postgres`; otherwise on SQLite.
"""

from __future__ import annotations

import json
import os
from typing import Any

import django
from django.conf import settings

HOST, _, PORT = os.environ.get("GM100_POSTGRES", "").partition(":")
DATABASE = (
    {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "gm100", "HOST": HOST, "PORT": PORT}
    if HOST
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
)
settings.configure(
    ALLOWED_HOSTS=["testserver"],
    DATABASES={"default": DATABASE},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF=__name__,
    SECRET_KEY=os.environ.get("SECRET_KEY", "for a try"),
)
django.setup()

from django import forms  # noqa: E402 - Django wants its settings first
from django.db import connection, models  # noqa: E402 - as above
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402 - as above
from django.test import Client  # noqa: E402 - as above
from django.urls import path  # noqa: E402 - as above

import gm100  # noqa: E402 - as above
from gm100.adapters.django import EntityField  # noqa: E402 - as above


class Result(models.Model):
    """
    A result, with the document it came from.
    """

    region = models.CharField(max_length=5)
    evaluation = EntityField(gm100.Evaluation)
    report = EntityField("Report", null=True, blank=True)

    class Meta:
        """
        The model stands alone, in a site of one file.
        """

        app_label = "results"

    def __str__(self) -> str:
        return str(self.region)


class ResultForm(forms.ModelForm):  # type: ignore[misc,type-arg]  # Django has no types of its own
    """
    A form for the document of a result.
    """

    class Meta:
        """
        Which fields it has.
        """

        model = Result
        fields = ("region", "evaluation")


def results(request: HttpRequest) -> HttpResponse:
    """
    List the results of a year, or store one; what is wrong with a document is answered one by one.
    """
    if request.method == "POST":
        form = ResultForm(request.POST)
        if not form.is_valid():
            return JsonResponse(form.errors.get_json_data(), status=422)
        form.save()
    year = int(request.GET.get("year", 2023))
    found = Result.objects.filter(evaluation__item__year=year).order_by("region")
    card = gm100.scorecards()["kominfo-2023-regular"]
    return JsonResponse({str(p.rank): p.name for p in gm100.rank([each.evaluation for each in found], card)})


urlpatterns = [path("results", results)]


def main() -> None:
    """
    Store some results, read them back, and ask for the pages.
    """
    with connection.schema_editor() as editor:
        editor.create_model(Result)
    regular = [each for each in gm100.evaluations(year=2023) if each.edition == "kominfo-2023-regular"][:4]
    Result.objects.bulk_create(Result(region=each.region, evaluation=each) for each in regular)
    assert [each.evaluation for each in Result.objects.order_by("id")] == regular
    assert Result.objects.filter(report__isnull=True).count() == 4
    assert Result.objects.get(evaluation=regular[1]).region == regular[1].region
    assert list(Result.objects.values_list("evaluation__item__year", flat=True).distinct()) == [2023]
    client: Any = Client()
    print(client.get("/results").json())
    print(client.get("/results?year=2022").json())
    wrong = {"schema_version": 1, "type": "Evaluation", "item": {"region": "3503", "edition": "x", "year": "soon"}}
    answer = client.post("/results", {"region": "35.03", "evaluation": json.dumps(wrong)})
    print(answer.status_code, *(each["message"] for each in answer.json()["evaluation"]), sep="\n")
    more = gm100.evaluations(region="35.07")[0]
    print(client.post("/results", {"region": more.region, "evaluation": gm100.dumps(more)}).status_code)


if __name__ == "__main__":
    main()
