"""
Regions and provinces, as Kemendagri lists them.
"""

from decimal import Decimal
from enum import StrEnum

from gm100.fields.field import Day, Many, Number, OrText, RegionCode, field
from gm100.model._entity import entity
from gm100.text.codes import PROVINCE_CODE, REGION_CODE
from gm100.text.dates import PartialDate


class RegionKind(StrEnum):
    """
    What a region of the second level is.

    Attributes:
        KABUPATEN: A regency.
        KOTA: A city.
        KABUPATEN_ADMINISTRASI: An administrative regency.
        KOTA_ADMINISTRASI: An administrative city.
    """

    KABUPATEN = "kabupaten"
    KOTA = "kota"
    KABUPATEN_ADMINISTRASI = "kabupaten_administrasi"
    KOTA_ADMINISTRASI = "kota_administrasi"

    @property
    def label(self) -> str:
        """
        The kind as it is before a name: `Kabupaten`, `Kota Administrasi`.
        """
        return self.value.replace("_", " ").title()

    @property
    def is_kota(self) -> bool:
        """
        Whether it is a city; city codes end in 71 to 99.
        """
        return self in {RegionKind.KOTA, RegionKind.KOTA_ADMINISTRASI}


class CapitalKind(StrEnum):
    """
    What the capital of a region is.

    Attributes:
        TOWN: A town: GeoNames has a place of that name within 30 km.
        DISTRICT: The source names a district of the region, and GeoNames has no place of that name nearby.
        UNKNOWN: No source says.
    """

    TOWN = "town"
    DISTRICT = "district"
    UNKNOWN = "unknown"


class TimeZone(StrEnum):
    """
    The three time zones of Indonesia.

    Attributes:
        WIB: Waktu Indonesia Barat, UTC+7.
        WITA: Waktu Indonesia Tengah, UTC+8.
        WIT: Waktu Indonesia Timur, UTC+9.
    """

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def utc_offset_hours(self) -> int:
        """
        Hours ahead of UTC; Indonesia keeps no daylight-saving time.
        """
        return {"WIB": 7, "WITA": 8, "WIT": 9}[self.value]


@entity
class FormerName:
    """
    A name or a spelling that a region once had.
    """

    name: str = field("The name, without the kind.", example="Toba Samosir")
    until: Day[PartialDate | None] = field("The day the new name came into force.", default=None)
    instrument: str | None = field("The regulation that changed it.", default=None, example="PP 14/2020")


@entity
class FormerCode:
    """
    A Kemendagri code that a region once had; retired codes are never used again.
    """

    code: str = field("The retired code.", pattern=REGION_CODE, example="91.09")
    until: Day[PartialDate | None] = field("The date of the law, not of first use of the new code.", default=None)
    instrument: str | None = field("The law that made the new province.", default=None, example="UU 15/2022")


@entity
class Region:
    """
    A regency (kabupaten) or a city (kota).
    """

    code: str = field("Kemendagri code.", pattern=REGION_CODE, example="35.03")
    name: str = field("Name without the kind, as the code list spells it.", example="Trenggalek")
    kind: OrText[RegionKind] = field("Regency or city, and whether an administrative one.")
    province: RegionCode = field("Kemendagri code of the province.", pattern=PROVINCE_CODE, example="35")
    bps_code: str | None = field(
        "BPS code of 2020; its digits can be another region's Kemendagri code.",
        default=None,
        pattern=r"\d{4}",
        example="3503",
    )
    timezone: OrText[TimeZone | None] = field("Time zone by which it lives.", default=None)
    iana_timezone: str | None = field("The same zone in the IANA database.", default=None, example="Asia/Jakarta")
    island_group: str | None = field("Island group of its province.", default=None, example="Jawa")
    capital: str | None = field(
        "Seat of its government: a town, or the district it lies in, whichever the source has.", default=None
    )
    capital_kind: OrText[CapitalKind | None] = field("Which of the two the capital is.", default=None)
    population: int | None = field("Registered inhabitants (Dukcapil).", default=None, ge=0, unit="persons")
    population_year: int | None = field("Year of the population figure.", default=None, ge=1945, le=9999)
    area_km2: Number[Decimal | None] = field("Land area (BIG).", default=None, ge=0, unit="km2")
    latitude: Number[Decimal | None] = field(
        "Latitude of a point that lies inside the region.", default=None, ge=-90, le=90, unit="degrees"
    )
    longitude: Number[Decimal | None] = field("Longitude of that point.", default=None, ge=-180, le=180, unit="degrees")
    former_codes: Many[FormerCode] = field("Codes it had before.", default=(), unique_by="code")
    former_names: Many[FormerName] = field("Names it had before.", default=(), unique_by="name")
    aliases: Many[str] = field("Spellings and short forms seen in documents.", default=(), unique_by="")

    @property
    def full_name(self) -> str:
        """
        Kind and name: `Kabupaten Trenggalek`, `Kota Administrasi Jakarta Pusat`.
        """
        return f"{self.kind.label} {self.name}"

    def __str__(self) -> str:
        return f"{self.code} {self.full_name}"

    def _repr_html_(self) -> str:
        """
        Return it for a notebook.
        """
        from gm100.render.nouns import region_html

        return region_html(self)


@entity
class Province:
    """
    A province.
    """

    code: str = field("Kemendagri code.", pattern=PROVINCE_CODE, example="35")
    name: str = field("Name as the code list spells it.", example="Jawa Timur")
    iso_code: str = field("ISO 3166-2 code.", pattern=r"ID-[A-Z]{2}", example="ID-JI")
    bps_code: str | None = field(
        "BPS code of 2020; the four provinces of 2022 had none yet.", default=None, pattern=r"\d{2}"
    )
    timezone: OrText[TimeZone | None] = field("Time zone by which it lives.", default=None)
    iana_timezone: str | None = field("The same zone in the IANA database.", default=None)
    island_group: str | None = field("Island group.", default=None, example="Jawa")
    capital: str | None = field("Seat of its government, a town; none where the source has a regency.", default=None)
    population: int | None = field(
        "Registered inhabitants, December 2024 (Dukcapil).", default=None, ge=0, unit="persons"
    )
    area_km2: Number[Decimal | None] = field("Land area (BIG).", default=None, ge=0, unit="km2")
    aliases: Many[str] = field("Short forms and former spellings.", default=(), unique_by="")

    @property
    def full_name(self) -> str:
        """
        The name with its rank: `Provinsi Jawa Timur`.
        """
        return f"Provinsi {self.name}"

    def __str__(self) -> str:
        return f"{self.code} {self.full_name}"
