"""The tick lists: each service, applicant and variant reaches a complete file; no requirement is lost."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import pytest

from desk.errors import Refused
from desk.rules.checklists import (
    MARKS,
    SATISFYING,
    Checklist,
    Input,
    Item,
    checklist_for,
    is_complete,
    is_satisfied,
    load_checklists,
    mark_word,
    missing,
    read_checklist,
    variant_to_file,
)
from desk.rules.standards import catalogue

CHECKLISTS = load_checklists()
ENTRIES = list(CHECKLISTS.values())
RAW: dict[str, Mapping[str, Any]] = {entry["id"]: entry for entry in catalogue()["services"]}
by_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)


def nodes_of(nodes: Sequence[Mapping[str, Any]], above: str = "") -> Iterator[tuple[str, str]]:
    """Every requirement text with its path."""
    for index, node in enumerate(nodes):
        path = f"{above}{index}"
        yield path, node["text"]
        yield from nodes_of(node.get("children", ()), f"{path}/children/")


def walks(entry: Checklist) -> Iterator[tuple[str, str | None]]:
    variants: list[str | None] = [variant.key for variant in entry.variants]
    if not entry.asks_variant:
        variants.append(None)
    yield from itertools.product(entry.applicant_kinds, variants)


def a_mark(item: Item) -> str | None:
    return min(SATISFYING[item.kind]) if item.kind != "isian" else None


def a_value(item: Item) -> str:
    return "2026-04-06T09:00/2026-04-06T12:00" if item.input == "span" else "terisi"


def filled(items: Sequence[Item]) -> tuple[dict[str, str], dict[str, str]]:
    """Marks and values that answer every required line of `items`, and nothing else."""
    required = [item for item in items if item.is_required]
    marks = {item.key: mark for item in required if (mark := a_mark(item))}
    return marks, {item.key: a_value(item) for item in required if item.kind == "isian"}


def keys(service: str, kind: str, variant: str | None = None) -> list[str]:
    """What is required of this applicant for this variant."""
    items = checklist_for(CHECKLISTS[service], applicant_kind=kind, variant=variant)
    return [item.key for item in items if item.is_required]


def item_of(service: str, key: str) -> Item:
    return next(item for item in CHECKLISTS[service].items if item.key == key)


# --- the data as a whole


def test_every_service_of_the_catalogue_has_a_checklist() -> None:
    assert list(CHECKLISTS) == list(RAW)


def test_prefixes_are_short_capitals_and_unique_within_an_agency() -> None:
    for agency in ("karangasem", "denpasar"):
        prefixes = [entry.prefix for entry in ENTRIES if entry.id.startswith(agency)]
        assert len(set(prefixes)) == len(prefixes)
        assert all(re.fullmatch("[A-Z]{3,7}", prefix) for prefix in prefixes)


@by_entry
def test_a_complete_file_is_reachable_for_every_applicant_and_variant(entry: Checklist) -> None:
    for kind, variant in walks(entry):
        items = checklist_for(entry, applicant_kind=kind, variant=variant)
        marks, values = filled(items)
        assert is_complete(items, marks, values), (kind, variant)
        assert any(item.is_required for item in items), "nothing at all is asked"


@by_entry
def test_each_required_line_is_really_required(entry: Checklist) -> None:
    for kind, variant in walks(entry):
        items = checklist_for(entry, applicant_kind=kind, variant=variant)
        marks, values = filled(items)
        for left_out in (item for item in items if item.is_required):
            fewer_marks = {key: mark for key, mark in marks.items() if key != left_out.key}
            fewer_values = {key: value for key, value in values.items() if key != left_out.key}
            assert missing(items, fewer_marks, fewer_values) == (left_out,)


@by_entry
def test_nothing_of_another_variant_or_applicant_is_asked(entry: Checklist) -> None:
    for kind, variant in walks(entry):
        for item in checklist_for(entry, applicant_kind=kind, variant=variant):
            assert item.applicant_kinds is None or kind in item.applicant_kinds
            assert item.variants is None or variant in item.variants


@by_entry
def test_every_requirement_of_the_decree_is_accounted_for_once(entry: Checklist) -> None:
    nodes = dict(nodes_of(RAW[entry.id]["requirements"]))
    asked = {item.source for item in entry.items if item.source}
    chosen = {variant.source for variant in entry.variants if variant.source}
    introduced = set(entry.introductions)
    repeated = {repeat.source for repeat in entry.repeats}
    assert asked | chosen | introduced | repeated == set(nodes)
    groups = [asked, chosen, introduced, repeated]
    assert sum(map(len, groups)) == len(nodes), "a requirement is accounted for in two ways"
    for repeat in entry.repeats:
        assert repeat.repeats in asked
        assert repeat.because


@by_entry
def test_keys_are_unique_and_texts_are_there(entry: Checklist) -> None:
    for named in (entry.items, entry.variants):
        assert len({part.key for part in named}) == len(named)
        assert all(re.fullmatch("[a-z][a-z0-9_]*", part.key) for part in named)
    texts = [item.text for item in entry.items] + [variant.label for variant in entry.variants]
    assert all(text == text.strip() and text for text in texts)
    assert len(set(texts)) == len(texts)
    assert entry.fee_words.startswith("BIAYA: GRATIS")


@by_entry
def test_fields_are_well_formed(entry: Checklist) -> None:
    variants = {variant.key for variant in entry.variants}
    for item in entry.items:
        assert item.kind in {"berkas", "isian", "pernyataan", "akun"}
        assert (item.input in get_args(Input)) == (item.kind == "isian")
        assert bool(item.choices) == (item.input == "choice")
        assert (item.source is None) == item.not_in_decree
        assert set(item.variants or ()) <= variants
        assert set(item.applicant_kinds or ()) <= set(entry.applicant_kinds)
    assert bool(entry.variants) == bool(entry.variant_prompt) == bool(entry.variant_chosen_at)
    assert entry.default_variant is None or entry.default_variant in variants


@by_entry
def test_lines_use_the_words_of_the_decree(entry: Checklist) -> None:
    nodes = dict(nodes_of(RAW[entry.id]["requirements"]))
    for item in entry.items:
        if item.source is None:
            continue
        parts = item.source.split("/children/")
        above = ["/children/".join(parts[: length + 1]) for length in range(len(parts))]
        printed = words_of(" ".join(nodes[path] for path in above))
        assert words_of(item.text) <= printed, item.key


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


@by_entry
def test_variants_are_labelled_as_the_decree_names_them(entry: Checklist) -> None:
    printed = words_of(str(RAW[entry.id]["requirements"]) + str(RAW[entry.id]["time_limits"]))
    printed |= words_of(str(RAW[entry.id]["products"]))
    for variant in entry.variants:
        assert words_of(variant.label) <= printed
        if variant.product is not None:
            assert words_of(variant.label) <= words_of(RAW[entry.id]["products"][variant.product])


@by_entry
def test_the_clock_is_that_of_the_catalogue(entry: Checklist) -> None:
    printed = RAW[entry.id]["time_limits"]
    assert len(entry.clock) == len(printed)
    for limit, source in zip(entry.clock, printed, strict=True):
        assert (limit.amount, limit.unit, limit.starts_at) == (
            source["amount"],
            source["unit"],
            source["starts_at"],
        )
        assert limit.counted_unit == source.get("recommended_unit", source["unit"])
        assert limit.variant == source.get("category", source.get("product"))
        extension = source["extension"]
        assert (limit.extension is None) == (extension is None)
        if limit.extension is not None:
            assert (limit.extension.amount, limit.extension.unit) == (extension["amount"], extension["unit"])
            assert limit.extension.max_times == extension["max_times"] == 1
            assert limit.extension.condition == extension["condition"]
            assert f"{limit.extension.amount} hari kerja" in limit.extension.words


@by_entry
def test_each_promise_has_words_of_its_own(entry: Checklist) -> None:
    for limit in entry.clock:
        assert limit.words.endswith(" paling lambat")
        unit = {"hari_kerja": "hari kerja", "hari": "hari", "bulan": "bulan"}[limit.unit]
        assert limit.starts_words.startswith(f"{limit.amount} {unit} se")
    starts_later = any(limit.starts_at != "received" for limit in entry.clock)
    undecided = entry.variant_prompt is not None and len(entry.clock) > 1 and not entry.default_variant
    assert bool(entry.unknown_words) == (starts_later or undecided)


def test_names_and_limits_of_23_keep_both_labels() -> None:
    variants = {variant.key: variant for variant in CHECKLISTS["karangasem-2.3"].variants}
    assert len(variants) == 10
    flyer = variants["flyer_desain_produk"]  # N24
    assert (flyer.label, flyer.requirement_label) == (
        "Flyer dan Desain Produk",
        "Flyer dan Produk Desain Non Liputan",
    )
    assert flyer.source == "0/children/1"


# --- the special cases, one by one


def test_hall_needs_letter_event_and_both_ends_of_its_time() -> None:
    assert keys("karangasem-1.1", "Kelompok") == ["surat", "nama_kegiatan", "waktu_pelaksanaan"]
    items = checklist_for(CHECKLISTS["karangasem-1.1"], applicant_kind="Kelompok", variant=None)
    marks, values = filled(items)
    for half in ("2026-04-06T09:00", "2026-04-06T09:00/", "/2026-04-06T12:00", " / "):
        still = missing(items, marks, {**values, "waktu_pelaksanaan": half})
        assert [item.key for item in still] == ["waktu_pelaksanaan"]
    operational = {item.key for item in items if item.not_in_decree}  # N14
    assert operational == {"penanggung_jawab", "kontak", "jumlah_peserta", "alat"}


def test_ppid_karangasem_asks_each_kind_its_own_papers_and_the_form() -> None:
    assert keys("karangasem-2.1", "Individu") == ["formulir", "identitas_diri"]
    assert keys("karangasem-2.1", "Kelompok") == ["formulir", "surat_kuasa", "identitas_pemberi_kuasa"]
    assert keys("karangasem-2.1", "Badan Hukum") == ["formulir", "akta_pendirian"]
    assert not item_of("karangasem-2.1", "identitas_wakil").is_required  # N21


def test_ppid_denpasar_knows_persons_and_bodies_but_no_groups() -> None:
    assert keys("denpasar-I", "Perorangan") == ["wni", "ktp", "formulir"]
    assert keys("denpasar-I", "Lembaga/Organisasi") == ["wni", "akta_atau_sk", "formulir"]
    for entry in ENTRIES:
        if entry.id.startswith("denpasar"):
            assert "Kelompok" not in entry.applicant_kinds
    with pytest.raises(Refused, match="Perorangan, Lembaga/Organisasi"):
        checklist_for(CHECKLISTS["denpasar-I"], applicant_kind="Kelompok", variant=None)


def test_complaint_evidence_is_optional_and_a_missing_mail_address_can_be_waived() -> None:
    assert keys("karangasem-2.2", "Individu") == ["nomor_ponsel", "surel", "kronologi"]
    assert item_of("karangasem-2.2", "bukti_dukung").optional
    items = checklist_for(CHECKLISTS["karangasem-2.2"], applicant_kind="Individu", variant=None)
    values = {"nomor_ponsel": "0812-0000-0000", "kronologi": "Lampu jalan padam"}
    assert [item.key for item in missing(items, {}, values)] == ["surel"]
    assert is_complete(items, {"surel": "not_needed"}, values)
    assert not is_complete(items, {"surel": "not_needed", "kronologi": "not_needed"}, {"nomor_ponsel": "1"})


def test_complaint_classes_are_fixed_at_verification() -> None:
    entry = CHECKLISTS["karangasem-2.2"]
    assert (entry.variant_chosen_at, entry.asks_variant) == ("verification", False)
    assert [limit.amount for limit in entry.clock] == [60, 14, 5, 5]


def test_ten_products_and_five_channels_are_choices_never_all_at_once() -> None:
    assert len(CHECKLISTS["karangasem-2.3"].variants) == 10
    assert len(CHECKLISTS["karangasem-2.5"].variants) == 5
    assert keys("karangasem-2.3", "Perangkat Daerah", "podcast") == [
        "surat",
        "nama_kegiatan",
        "waktu_pelaksanaan",
        "tempat",
        "kanal_media",
    ]
    assert keys("karangasem-2.5", "Perangkat Daerah", "radio") == [
        "surat",
        "materi",
        "waktu_pelaksanaan",
        "tempat",
    ]


def test_kim_has_introductions_and_a_community_number_that_is_no_nik() -> None:
    entry = CHECKLISTS["karangasem-2.4"]
    assert entry.introductions == ("0", "1", "2")
    assert item_of("karangasem-2.4", "nomor_induk_komunitas").input == "text"  # N26
    statements = [item for item in entry.items if item.kind == "pernyataan"]
    assert len(statements) == 4
    assert entry.applicant_kinds == ("KIM",)


def test_hosting_asks_its_letter_once_and_the_date_of_itsa() -> None:
    entry = CHECKLISTS["karangasem-3.4"]
    assert [(repeat.source, repeat.repeats) for repeat in entry.repeats] == [("3", "0")]  # N32
    assert sum("Surat Permohonan" in item.text for item in entry.items) == 1
    assert item_of("karangasem-3.4", "lulus_itsa").holds == "itsa_passed"


def test_letters_of_esurat_are_alternatives() -> None:
    letters = {"surat_akun", "surat_penambahan_unit", "surat_perubahan_unit", "surat_perubahan_nama"}
    for variant in CHECKLISTS["karangasem-3.9"].variants:  # N36
        assert len(letters & set(keys("karangasem-3.9", "Perangkat Daerah", variant.key))) == 1
    assert keys("karangasem-3.9", "Perangkat Daerah", "perubahan_nama") == [
        "surat_perubahan_nama",
        "data_pegawai",
    ]
    items = checklist_for(
        CHECKLISTS["karangasem-3.9"], applicant_kind="Perangkat Daerah", variant="perubahan_nama"
    )
    assert is_complete(items, {"surat_perubahan_nama": "original", "data_pegawai": "not_needed"}, {})


def test_zoom_asks_end_participants_and_contact_without_insisting() -> None:
    assert keys("karangasem-3.10", "Perangkat Daerah") == ["surat", "nama_kegiatan", "waktu_rapat"]
    asked = {item.key for item in CHECKLISTS["karangasem-3.10"].items if item.not_in_decree}
    assert {"waktu_selesai", "jumlah_peserta", "kontak"} <= asked


def test_nik_is_required_at_email_and_tte_alone() -> None:
    required = {
        entry.id for entry in ENTRIES for item in entry.items if item.input == "nik" and item.is_required
    }
    assert required == {"karangasem-3.2", "karangasem-5.2"}


def test_tte_files_are_kept_here_and_never_as_a_public_link() -> None:
    for key in ("scan_ktp", "scan_sk_jabatan", "nomor_hp_aktif", "email_resmi"):  # N40
        item = item_of("karangasem-5.2", key)
        assert item.private
        assert "terenkripsi" in (item.hint or "")
        assert "tidak pernah sebagai tautan cloud umum" in (item.hint or "")
    assert CHECKLISTS["karangasem-5.2"].introductions == ("1",)


def test_publication_asks_material_and_speaker_only_where_they_belong() -> None:
    base = ["surat_atau_form", "proposal"]
    assert keys("denpasar-II", "Instansi", "website") == base
    assert keys("denpasar-II", "Instansi", "reportase") == [*base, "materi"]
    assert keys("denpasar-II", "Instansi", "ilm") == [*base, "materi"]
    assert keys("denpasar-II", "Instansi", "talkshow") == [*base, "materi", "narasumber"]


def test_tik_asks_a_rundown_for_sound_and_video_conference_only() -> None:
    variants = [variant.key for variant in CHECKLISTS["denpasar-III"].variants]
    assert len(variants) == 8
    with_rundown = {key for key in variants if "rundown" in keys("denpasar-III", "Perangkat Daerah", key)}
    assert with_rundown == {"video_conference", "sound_system"}


def test_sectoral_data_starts_without_coordination() -> None:
    entry = CHECKLISTS["denpasar-IV"]
    assert (entry.default_variant, entry.variant_chosen_at) == ("tanpa_koordinasi", "processing")
    assert entry.applicant_kinds == ("Instansi", "Lembaga/Organisasi")


def test_certificates_ask_by_kind_of_request() -> None:  # N57
    assert keys("denpasar-V", "Perorangan", "pendaftaran") == ["surat", "foto_ktp"]
    assert keys("denpasar-V", "Perorangan", "pembaruan") == ["surat", "rekomendasi_pendaftaran"]
    assert keys("denpasar-V", "Perorangan", "pencabutan") == ["surat", "rekomendasi_sebelumnya"]


def test_what_is_bound_to_an_event_books_or_is_secret() -> None:
    bound = {entry.id for entry in ENTRIES if entry.event_bound}
    assert bound == {
        "karangasem-1.1",
        "karangasem-2.3",
        "karangasem-2.5",
        "karangasem-3.10",
        "denpasar-II",
        "denpasar-III",
    }
    for entry in ENTRIES:
        if entry.event_bound:
            assert any(item.holds in {"event_span", "event_start"} for item in entry.items), entry.id
    assert [entry.id for entry in ENTRIES if entry.confidential] == ["karangasem-5.3"]
    assert CHECKLISTS["karangasem-1.1"].resource_kind() == "aula"
    assert CHECKLISTS["karangasem-3.10"].resource_kind() == "zoom"
    assert CHECKLISTS["karangasem-2.5"].resource_kind("videotron") == "videotron"
    assert CHECKLISTS["karangasem-2.5"].resource_kind("mobil_informasi") == "mobil-informasi"
    assert CHECKLISTS["karangasem-2.5"].resource_kind("radio") is None


def test_only_ppid_karangasem_charges_copies() -> None:
    charging = {entry.id for entry in ENTRIES if entry.fee_words != "BIAYA: GRATIS"}
    assert (
        charging
        == {"karangasem-2.1"}
        == {key for key, service in RAW.items() if service["fee"]["type"] != "free"}
    )
    assert "biaya penggandaan cetak ditanggung pemohon" in CHECKLISTS["karangasem-2.1"].fee_words


def test_starting_events_of_each_service() -> None:
    events = {entry.id: entry.events for entry in ENTRIES}
    assert events["karangasem-2.1"] == ("received", "complete")
    assert events["karangasem-3.4"] == ("received", "itsa_passed")
    assert events["karangasem-2.3"] == ("received", "event_done")  # N25
    assert events["denpasar-I"] == ("received",)
    assert CHECKLISTS["karangasem-2.1"].clock[0].statutory_starts_at == "received"  # N17


# --- the rules


def test_an_unknown_variant_is_refused_naming_the_known_ones() -> None:
    with pytest.raises(Refused, match="pendaftaran, pembaruan, pencabutan"):
        checklist_for(CHECKLISTS["denpasar-V"], applicant_kind="Perorangan", variant="perpanjangan")


def test_a_request_of_alternatives_is_not_filed_before_one_is_chosen() -> None:
    for entry in ENTRIES:
        if entry.asks_variant:
            with pytest.raises(Refused, match="belum dipilih") as refusal:
                variant_to_file(entry, None)
            assert refusal.value.field == "variant"
            assert variant_to_file(entry, entry.variants[0].key) == entry.variants[0].key
    assert variant_to_file(CHECKLISTS["karangasem-2.2"], None) is None
    assert variant_to_file(CHECKLISTS["denpasar-IV"], None) == "tanpa_koordinasi"
    assert variant_to_file(CHECKLISTS["karangasem-1.1"], None) is None


def test_before_anything_is_chosen_only_what_all_must_bring_is_asked() -> None:
    items = checklist_for(CHECKLISTS["karangasem-2.1"], applicant_kind=None, variant=None)
    assert [item.key for item in items if item.is_required] == ["formulir"]


@pytest.mark.parametrize(
    ("kind", "satisfying"),
    [
        ("berkas", {"original", "copy"}),
        ("pernyataan", {"declared"}),
        ("akun", {"filled", "declared"}),
        ("isian", set()),
    ],
)
def test_each_kind_is_satisfied_by_its_own_marks(kind: Any, satisfying: set[str]) -> None:
    item = Item("x", kind, "Butir", source="0", input="text" if kind == "isian" else None)
    assert {mark for mark in MARKS if is_satisfied(item, mark=mark, value=None)} == satisfying
    assert not is_satisfied(item, mark=None, value="  ")
    assert is_satisfied(item, mark=None, value="terisi") == (kind == "isian")


def test_optional_and_operational_lines_are_never_missing() -> None:
    items = (
        Item("a", "berkas", "A", source="0", optional=True),
        Item("b", "isian", "B", input="text", not_in_decree=True),
        Item("c", "berkas", "C", source="1"),
    )
    assert missing(items, {}, {}) == (items[2],)
    assert missing(items, {"c": "missing"}, {}) == (items[2],)
    assert is_complete(items, {"c": "copy"}, {})


def test_every_mark_has_a_word() -> None:
    assert len({mark_word(mark) for mark in MARKS}) == len(MARKS)


@by_entry
def test_a_checklist_reads_back_from_what_it_was_read_from(entry: Checklist) -> None:
    assert read_checklist(entry.source) == entry
