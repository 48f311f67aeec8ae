"""Custody, equipment and papers"""

import sqlalchemy as sa
from alembic import op

import desk.models.base
from desk.store.migrations import rebuilding

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "letter_counter",
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(series) <= 40", name=op.f("ck_letter_counter_series_length")),
        sa.PrimaryKeyConstraint("series", "year", name=op.f("pk_letter_counter")),
    )
    op.create_table(
        "letter_pattern",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("pattern", sa.String(length=120), nullable=False),
        sa.Column("classification", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "length(classification) <= 40", name=op.f("ck_letter_pattern_classification_length")
        ),
        sa.CheckConstraint("length(kind) <= 40", name=op.f("ck_letter_pattern_kind_length")),
        sa.CheckConstraint("length(pattern) <= 120", name=op.f("ck_letter_pattern_pattern_length")),
        sa.CheckConstraint("length(unit) <= 40", name=op.f("ck_letter_pattern_unit_length")),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_letter_pattern")),
    )
    op.create_table(
        "official",
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("nip", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.String(length=80), nullable=False),
        sa.Column("saved_at", desk.models.base.Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_official_name_length")),
        sa.CheckConstraint("length(nip) <= 20", name=op.f("ck_official_nip_length")),
        sa.CheckConstraint("length(position) <= 200", name=op.f("ck_official_position_length")),
        sa.CheckConstraint("length(rank) <= 80", name=op.f("ck_official_rank_length")),
        sa.CheckConstraint("length(role) <= 20", name=op.f("ck_official_role_length")),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_official_saved_by")),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_official")),
    )
    op.create_table(
        "artwork",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("original_name", sa.String(length=200), nullable=False),
        sa.Column("saved_at", desk.models.base.Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) <= 40", name=op.f("ck_artwork_key_length")),
        sa.CheckConstraint("length(original_name) <= 200", name=op.f("ck_artwork_original_name_length")),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_artwork_saved_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_artwork")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("noun_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", desk.models.base.Instant(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("removed_at", desk.models.base.Instant(), nullable=True),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_attachment_key_length")),
        sa.CheckConstraint("length(media_type) <= 60", name=op.f("ck_attachment_media_type_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_attachment_name_length")),
        sa.CheckConstraint("length(noun) <= 40", name=op.f("ck_attachment_noun_length")),
        sa.CheckConstraint("length(purpose) <= 40", name=op.f("ck_attachment_purpose_length")),
        sa.CheckConstraint("length(sha256) <= 64", name=op.f("ck_attachment_sha256_length")),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"], name=op.f("fk_attachment_added_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("key", name=op.f("uq_attachment_key")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_noun_noun_id"), ["noun", "noun_id"], unique=False)

    op.create_table(
        "booking_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_booking_bundle_key_length")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_booking_bundle_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_bundle")),
        sa.UniqueConstraint("key", name=op.f("uq_booking_bundle_key")),
    )
    op.create_table(
        "booking_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("rhythm", sa.String(length=20), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_booking_series_key_length")),
        sa.CheckConstraint("length(rhythm) <= 20", name=op.f("ck_booking_series_rhythm_length")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_booking_series_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_series")),
        sa.UniqueConstraint("key", name=op.f("uq_booking_series_key")),
    )
    op.create_table(
        "document_wording",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("passage", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", desk.models.base.Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(kind) <= 40", name=op.f("ck_document_wording_kind_length")),
        sa.CheckConstraint("length(passage) <= 40", name=op.f("ck_document_wording_passage_length")),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_document_wording_saved_by")),
        sa.PrimaryKeyConstraint("kind", "passage", name=op.f("pk_document_wording")),
    )
    op.create_table(
        "resource_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("asset_code", sa.String(length=60), nullable=True),
        sa.Column("register", sa.String(length=40), nullable=True),
        sa.Column("brand", sa.String(length=120), nullable=True),
        sa.Column("serial", sa.String(length=80), nullable=True),
        sa.Column("acquired_year", sa.Integer(), nullable=True),
        sa.Column("condition", sa.String(length=2), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("condition in ('B', 'KB', 'RB')", name=op.f("ck_resource_unit_condition")),
        sa.CheckConstraint("length(asset_code) <= 60", name=op.f("ck_resource_unit_asset_code_length")),
        sa.CheckConstraint("length(brand) <= 120", name=op.f("ck_resource_unit_brand_length")),
        sa.CheckConstraint("length(condition) <= 2", name=op.f("ck_resource_unit_condition_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_resource_unit_key_length")),
        sa.CheckConstraint("length(label) <= 40", name=op.f("ck_resource_unit_label_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_resource_unit_name_length")),
        sa.CheckConstraint("length(register) <= 40", name=op.f("ck_resource_unit_register_length")),
        sa.CheckConstraint("length(serial) <= 80", name=op.f("ck_resource_unit_serial_length")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_resource_unit_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_unit")),
        sa.UniqueConstraint("key", name=op.f("uq_resource_unit_key")),
        sa.UniqueConstraint("label", name=op.f("uq_resource_unit_label")),
    )
    with op.batch_alter_table("resource_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_unit_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_resource_unit_resource_id"), ["resource_id"], unique=False)

    op.create_table(
        "stock_take",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("begun_at", desk.models.base.Instant(), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", desk.models.base.Instant(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_stock_take_key_length")),
        sa.ForeignKeyConstraint(["begun_by"], ["account.id"], name=op.f("fk_stock_take_begun_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_take")),
        sa.UniqueConstraint("key", name=op.f("uq_stock_take_key")),
    )
    op.create_table(
        "stock_take_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stock_take_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("out", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=True),
        sa.Column("condition", sa.String(length=2), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.CheckConstraint("length(condition) <= 2", name=op.f("ck_stock_take_line_condition_length")),
        sa.CheckConstraint("length(note) <= 400", name=op.f("ck_stock_take_line_note_length")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_stock_take_line_resource_id")
        ),
        sa.ForeignKeyConstraint(
            ["stock_take_id"], ["stock_take.id"], name=op.f("fk_stock_take_line_stock_take_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["resource_unit.id"], name=op.f("fk_stock_take_line_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_take_line")),
    )
    with op.batch_alter_table("stock_take_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stock_take_line_stock_take_id"), ["stock_take_id"], unique=False)

    op.create_table(
        "blank_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("printed_at", desk.models.base.Instant(), nullable=False),
        sa.Column("printed_by", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("spoiled_at", desk.models.base.Instant(), nullable=True),
        sa.CheckConstraint("length(code) <= 16", name=op.f("ck_blank_form_code_length")),
        sa.ForeignKeyConstraint(["printed_by"], ["account.id"], name=op.f("fk_blank_form_printed_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_blank_form_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_form")),
        sa.UniqueConstraint("batch", "number", name=op.f("uq_blank_form_batch_number")),
        sa.UniqueConstraint("code", name=op.f("uq_blank_form_code")),
    )
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("case_text", sa.Text(), nullable=False),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("by_proxy_name", sa.String(length=120), nullable=True),
        sa.Column("received_at", desk.models.base.Instant(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("superior", sa.String(length=200), nullable=True),
        sa.Column("answered_at", desk.models.base.Instant(), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("reaction", sa.String(length=400), nullable=True),
        sa.Column("closed_at", desk.models.base.Instant(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('ppid', 'rebuttal', 'lateness')", name=op.f("ck_objection_kind")),
        sa.CheckConstraint(
            "state in ('registered', 'answered', 'accepted', 'disputed')", name=op.f("ck_objection_state")
        ),
        sa.CheckConstraint("length(by_name) <= 120", name=op.f("ck_objection_by_name_length")),
        sa.CheckConstraint("length(by_proxy_name) <= 120", name=op.f("ck_objection_by_proxy_name_length")),
        sa.CheckConstraint("length(decision) <= 20", name=op.f("ck_objection_decision_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_objection_key_length")),
        sa.CheckConstraint("length(kind) <= 12", name=op.f("ck_objection_kind_length")),
        sa.CheckConstraint("length(number) <= 40", name=op.f("ck_objection_number_length")),
        sa.CheckConstraint("length(reaction) <= 400", name=op.f("ck_objection_reaction_length")),
        sa.CheckConstraint("length(state) <= 12", name=op.f("ck_objection_state_length")),
        sa.CheckConstraint("length(superior) <= 200", name=op.f("ck_objection_superior_length")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_objection_recorded_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_objection_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("key", name=op.f("uq_objection_key")),
        sa.UniqueConstraint("number", name=op.f("uq_objection_number")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_objection_year_sequence")),
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objection_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objection_state_due_on"), ["state", "due_on"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("identity_number", sa.String(length=20), nullable=True),
        sa.Column("institution", sa.String(length=120), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=120), nullable=True),
        sa.Column("attended_at", desk.models.base.Instant(), nullable=True),
        sa.Column("surveyed_at", desk.models.base.Instant(), nullable=True),
        sa.Column("removed_at", desk.models.base.Instant(), nullable=True),
        sa.CheckConstraint("length(email) <= 120", name=op.f("ck_participant_email_length")),
        sa.CheckConstraint(
            "length(identity_number) <= 20", name=op.f("ck_participant_identity_number_length")
        ),
        sa.CheckConstraint("length(institution) <= 120", name=op.f("ck_participant_institution_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_participant_key_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_participant_name_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_participant_phone_length")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_participant_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("key", name=op.f("uq_participant_key")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_request_id"), ["request_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("to_unit", sa.String(length=120), nullable=False),
        sa.Column("to_person", sa.String(length=120), nullable=True),
        sa.Column("instruction", sa.String(length=400), nullable=False),
        sa.Column("referred_by_name", sa.String(length=120), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", desk.models.base.Instant(), nullable=True),
        sa.Column("acknowledged_by_name", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "length(acknowledged_by_name) <= 120", name=op.f("ck_referral_acknowledged_by_name_length")
        ),
        sa.CheckConstraint("length(instruction) <= 400", name=op.f("ck_referral_instruction_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_referral_key_length")),
        sa.CheckConstraint(
            "length(referred_by_name) <= 120", name=op.f("ck_referral_referred_by_name_length")
        ),
        sa.CheckConstraint("length(to_person) <= 120", name=op.f("ck_referral_to_person_length")),
        sa.CheckConstraint("length(to_unit) <= 120", name=op.f("ck_referral_to_unit_length")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_referral_made_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_referral_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("key", name=op.f("uq_referral_key")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_request_id"), ["request_id"], unique=False)

    op.create_table(
        "request_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(from_state) <= 20", name=op.f("ck_request_move_from_state_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_request_move_key_length")),
        sa.CheckConstraint("length(move) <= 20", name=op.f("ck_request_move_move_length")),
        sa.CheckConstraint("length(reason) <= 400", name=op.f("ck_request_move_reason_length")),
        sa.CheckConstraint("length(to_state) <= 20", name=op.f("ck_request_move_to_state_length")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_request_move_made_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_move_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_move")),
        sa.UniqueConstraint("key", name=op.f("uq_request_move_key")),
    )
    with op.batch_alter_table("request_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_move_request_id"), ["request_id"], unique=False)

    op.create_table(
        "request_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recorded_at", desk.models.base.Instant(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", desk.models.base.Instant(), nullable=True),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        sa.Column("taken_back_reason", sa.String(length=400), nullable=True),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_request_record_key_length")),
        sa.CheckConstraint("length(kind) <= 40", name=op.f("ck_request_record_kind_length")),
        sa.CheckConstraint(
            "length(taken_back_reason) <= 400", name=op.f("ck_request_record_taken_back_reason_length")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_request_record_recorded_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_record_request_id")),
        sa.ForeignKeyConstraint(
            ["taken_back_by"], ["account.id"], name=op.f("fk_request_record_taken_back_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_record")),
        sa.UniqueConstraint("key", name=op.f("uq_request_record_key")),
    )
    with op.batch_alter_table("request_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_record_request_id_kind"), ["request_id", "kind"], unique=False
        )

    op.create_table(
        "request_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step_key", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("ticked_at", desk.models.base.Instant(), nullable=False),
        sa.Column("ticked_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(note) <= 400", name=op.f("ck_request_step_note_length")),
        sa.CheckConstraint("length(step_key) <= 40", name=op.f("ck_request_step_step_key_length")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_step_request_id")),
        sa.ForeignKeyConstraint(["ticked_by"], ["account.id"], name=op.f("fk_request_step_ticked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_step")),
        sa.UniqueConstraint("request_id", "step_key", name=op.f("uq_request_step_request_id_step_key")),
    )
    op.create_table(
        "service_complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("received_at", desk.models.base.Instant(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", desk.models.base.Instant(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'answered', 'withdrawn')", name=op.f("ck_service_complaint_state")
        ),
        sa.CheckConstraint("length(channel) <= 40", name=op.f("ck_service_complaint_channel_length")),
        sa.CheckConstraint("length(contact) <= 120", name=op.f("ck_service_complaint_contact_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_service_complaint_key_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_service_complaint_name_length")),
        sa.CheckConstraint("length(number) <= 40", name=op.f("ck_service_complaint_number_length")),
        sa.CheckConstraint("length(state) <= 12", name=op.f("ck_service_complaint_state_length")),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_service_complaint_recorded_by")
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_service_complaint_request_id")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["public_service.id"], name=op.f("fk_service_complaint_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_complaint")),
        sa.UniqueConstraint("key", name=op.f("uq_service_complaint_key")),
        sa.UniqueConstraint("number", name=op.f("uq_service_complaint_number")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_service_complaint_year_sequence")),
    )
    with op.batch_alter_table("service_complaint", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_complaint_state_received_on"), ["state", "received_on"], unique=False
        )

    op.create_table(
        "airing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("aired_at", desk.models.base.Instant(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_airing_key_length")),
        sa.CheckConstraint("length(note) <= 400", name=op.f("ck_airing_note_length")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_airing_booking_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_airing_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_airing")),
        sa.UniqueConstraint("key", name=op.f("uq_airing_key")),
    )
    with op.batch_alter_table("airing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_airing_booking_id"), ["booking_id"], unique=False)

    op.create_table(
        "displacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("displaced_id", sa.Integer(), nullable=False),
        sa.Column("by_booking_id", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.String(length=80), nullable=False),
        sa.Column("order_on", sa.Date(), nullable=False),
        sa.Column("signed_by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("at", desk.models.base.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(key) <= 80", name=op.f("ck_displacement_key_length")),
        sa.CheckConstraint("length(order_number) <= 80", name=op.f("ck_displacement_order_number_length")),
        sa.CheckConstraint("length(reason) <= 400", name=op.f("ck_displacement_reason_length")),
        sa.CheckConstraint("length(signed_by) <= 120", name=op.f("ck_displacement_signed_by_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_displacement_account_id")),
        sa.ForeignKeyConstraint(
            ["by_booking_id"], ["booking.id"], name=op.f("fk_displacement_by_booking_id")
        ),
        sa.ForeignKeyConstraint(["displaced_id"], ["booking.id"], name=op.f("fk_displacement_displaced_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_displacement")),
        sa.UniqueConstraint("key", name=op.f("uq_displacement_key")),
    )
    with op.batch_alter_table("displacement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_displacement_by_booking_id"), ["by_booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_displacement_displaced_id"), ["displaced_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("number_key", sa.String(length=80), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("issued_at", desk.models.base.Instant(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("voided_at", desk.models.base.Instant(), nullable=True),
        sa.Column("voided_by", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(length=400), nullable=True),
        sa.CheckConstraint("length(code) <= 16", name=op.f("ck_document_code_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_document_key_length")),
        sa.CheckConstraint("length(kind) <= 40", name=op.f("ck_document_kind_length")),
        sa.CheckConstraint("length(number) <= 80", name=op.f("ck_document_number_length")),
        sa.CheckConstraint("length(number_key) <= 80", name=op.f("ck_document_number_key_length")),
        sa.CheckConstraint("length(void_reason) <= 400", name=op.f("ck_document_void_reason_length")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_document_booking_id")),
        sa.ForeignKeyConstraint(["issued_by"], ["account.id"], name=op.f("fk_document_issued_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_document_request_id")),
        sa.ForeignKeyConstraint(["voided_by"], ["account.id"], name=op.f("fk_document_voided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
        sa.UniqueConstraint("number_key", name=op.f("uq_document_number_key")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_booking_id_kind"), ["booking_id", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_kind_dated_on"), ["kind", "dated_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_request_id_kind"), ["request_id", "kind"], unique=False)

    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("at", desk.models.base.Instant(), nullable=False),
        sa.Column("giver_name", sa.String(length=120), nullable=False),
        sa.Column("giver_role", sa.String(length=120), nullable=True),
        sa.Column("receiver_name", sa.String(length=120), nullable=False),
        sa.Column("receiver_role", sa.String(length=120), nullable=True),
        sa.Column("receiver_phone", sa.String(length=20), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("direction in ('out', 'in')", name=op.f("ck_hand_over_direction")),
        sa.CheckConstraint(
            "stage in ('lent', 'to_crew', 'installed', 'dismantled')", name=op.f("ck_hand_over_stage")
        ),
        sa.CheckConstraint("length(direction) <= 3", name=op.f("ck_hand_over_direction_length")),
        sa.CheckConstraint("length(giver_name) <= 120", name=op.f("ck_hand_over_giver_name_length")),
        sa.CheckConstraint("length(giver_role) <= 120", name=op.f("ck_hand_over_giver_role_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_hand_over_key_length")),
        sa.CheckConstraint("length(receiver_name) <= 120", name=op.f("ck_hand_over_receiver_name_length")),
        sa.CheckConstraint("length(receiver_phone) <= 20", name=op.f("ck_hand_over_receiver_phone_length")),
        sa.CheckConstraint("length(receiver_role) <= 120", name=op.f("ck_hand_over_receiver_role_length")),
        sa.CheckConstraint("length(stage) <= 10", name=op.f("ck_hand_over_stage_length")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_hand_over_booking_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_hand_over_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("key", name=op.f("uq_hand_over_key")),
    )
    with op.batch_alter_table("hand_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_over_booking_id_id"), ["booking_id", "id"], unique=False)

    op.create_table(
        "key_holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("holder_phone", sa.String(length=20), nullable=True),
        sa.Column("given_at", desk.models.base.Instant(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("returned_at", desk.models.base.Instant(), nullable=True),
        sa.Column("returned_to", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(holder_name) <= 120", name=op.f("ck_key_holding_holder_name_length")),
        sa.CheckConstraint("length(holder_phone) <= 20", name=op.f("ck_key_holding_holder_phone_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_key_holding_key_length")),
        sa.CheckConstraint("length(what) <= 120", name=op.f("ck_key_holding_what_length")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_key_holding_booking_id")),
        sa.ForeignKeyConstraint(["given_by"], ["account.id"], name=op.f("fk_key_holding_given_by")),
        sa.ForeignKeyConstraint(["returned_to"], ["account.id"], name=op.f("fk_key_holding_returned_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_holding")),
        sa.UniqueConstraint("key", name=op.f("uq_key_holding_key")),
    )
    with op.batch_alter_table("key_holding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_key_holding_booking_id"), ["booking_id"], unique=False)

    op.create_table(
        "outage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("starts_at", desk.models.base.Minute(), nullable=False),
        sa.Column("ends_at", desk.models.base.Minute(), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", desk.models.base.Instant(), nullable=False),
        sa.Column("ended_at", desk.models.base.Instant(), nullable=True),
        sa.CheckConstraint("kind in ('late', 'lost', 'broken', 'maintenance')", name=op.f("ck_outage_kind")),
        sa.CheckConstraint("ends_at is null or ends_at >= starts_at", name=op.f("ck_outage_span")),
        sa.CheckConstraint("length(key) <= 80", name=op.f("ck_outage_key_length")),
        sa.CheckConstraint("length(kind) <= 12", name=op.f("ck_outage_kind_length")),
        sa.CheckConstraint("length(reason) <= 400", name=op.f("ck_outage_reason_length")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_outage_quantity")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_outage_booking_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_outage_recorded_by")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_outage_resource_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["resource_unit.id"], name=op.f("fk_outage_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
        sa.UniqueConstraint("key", name=op.f("uq_outage_key")),
    )
    with op.batch_alter_table("outage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outage_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outage_resource_id_ends_at_starts_at"),
            ["resource_id", "ends_at", "starts_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_outage_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "readiness_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=8), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("checked_by_name", sa.String(length=120), nullable=False),
        sa.Column("checked_at", desk.models.base.Instant(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("moment in ('before', 'after')", name=op.f("ck_readiness_check_moment")),
        sa.CheckConstraint(
            "length(checked_by_name) <= 120", name=op.f("ck_readiness_check_checked_by_name_length")
        ),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_readiness_check_key_length")),
        sa.CheckConstraint("length(moment) <= 8", name=op.f("ck_readiness_check_moment_length")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_readiness_check_booking_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name=op.f("fk_readiness_check_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness_check")),
        sa.UniqueConstraint("key", name=op.f("uq_readiness_check_key")),
    )
    with op.batch_alter_table("readiness_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_readiness_check_booking_id"), ["booking_id"], unique=False)

    op.create_table(
        "waiting_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("starts_at", desk.models.base.Minute(), nullable=False),
        sa.Column("ends_at", desk.models.base.Minute(), nullable=False),
        sa.Column("purpose", sa.String(length=400), nullable=False),
        sa.Column("borrower_name", sa.String(length=120), nullable=False),
        sa.Column("borrower_institution", sa.String(length=120), nullable=True),
        sa.Column("borrower_phone", sa.String(length=20), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("offers", sa.Integer(), nullable=False),
        sa.Column("asked_at", desk.models.base.Instant(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", desk.models.base.Instant(), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'offered', 'booked', 'lapsed', 'withdrawn')",
            name=op.f("ck_waiting_entry_state"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_waiting_entry_span")),
        sa.CheckConstraint(
            "length(borrower_institution) <= 120", name=op.f("ck_waiting_entry_borrower_institution_length")
        ),
        sa.CheckConstraint(
            "length(borrower_name) <= 120", name=op.f("ck_waiting_entry_borrower_name_length")
        ),
        sa.CheckConstraint(
            "length(borrower_phone) <= 20", name=op.f("ck_waiting_entry_borrower_phone_length")
        ),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_waiting_entry_key_length")),
        sa.CheckConstraint("length(purpose) <= 400", name=op.f("ck_waiting_entry_purpose_length")),
        sa.CheckConstraint("length(reason) <= 400", name=op.f("ck_waiting_entry_reason_length")),
        sa.CheckConstraint("length(state) <= 12", name=op.f("ck_waiting_entry_state_length")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_waiting_entry_quantity")),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_waiting_entry_asked_by")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_waiting_entry_booking_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_waiting_entry_request_id")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_waiting_entry_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_waiting_entry_key")),
    )
    with op.batch_alter_table("waiting_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waiting_entry_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_waiting_entry_resource_id_state_starts_at"),
            ["resource_id", "state", "starts_at"],
            unique=False,
        )

    op.create_table(
        "hand_over_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=6), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "condition in ('B', 'KB', 'RB', 'HILANG')", name=op.f("ck_hand_over_line_condition")
        ),
        sa.CheckConstraint("length(condition) <= 6", name=op.f("ck_hand_over_line_condition_length")),
        sa.CheckConstraint("length(note) <= 400", name=op.f("ck_hand_over_line_note_length")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_hand_over_line_quantity")),
        sa.ForeignKeyConstraint(
            ["hand_over_id"], ["hand_over.id"], name=op.f("fk_hand_over_line_hand_over_id")
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_hand_over_line_resource_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["resource_unit.id"], name=op.f("fk_hand_over_line_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_line")),
    )
    with op.batch_alter_table("hand_over_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_over_line_hand_over_id"), ["hand_over_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_over_line_resource_id"), ["resource_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_over_line_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "liability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("outage_id", sa.Integer(), nullable=True),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("person_name", sa.String(length=120), nullable=False),
        sa.Column("person_phone", sa.String(length=20), nullable=True),
        sa.Column("institution", sa.String(length=120), nullable=True),
        sa.Column("what_happened", sa.String(length=400), nullable=False),
        sa.Column("opened_at", desk.models.base.Instant(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("settled_at", desk.models.base.Instant(), nullable=True),
        sa.Column("settlement", sa.String(length=400), nullable=True),
        sa.CheckConstraint("kind in ('lost', 'broken')", name=op.f("ck_liability_kind")),
        sa.CheckConstraint("length(institution) <= 120", name=op.f("ck_liability_institution_length")),
        sa.CheckConstraint("length(key) <= 80", name=op.f("ck_liability_key_length")),
        sa.CheckConstraint("length(kind) <= 8", name=op.f("ck_liability_kind_length")),
        sa.CheckConstraint("length(person_name) <= 120", name=op.f("ck_liability_person_name_length")),
        sa.CheckConstraint("length(person_phone) <= 20", name=op.f("ck_liability_person_phone_length")),
        sa.CheckConstraint("length(settlement) <= 400", name=op.f("ck_liability_settlement_length")),
        sa.CheckConstraint("length(what_happened) <= 400", name=op.f("ck_liability_what_happened_length")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_liability_booking_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["account.id"], name=op.f("fk_liability_opened_by")),
        sa.ForeignKeyConstraint(["outage_id"], ["outage.id"], name=op.f("fk_liability_outage_id")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_liability_resource_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["resource_unit.id"], name=op.f("fk_liability_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liability")),
        sa.UniqueConstraint("key", name=op.f("uq_liability_key")),
    )
    with op.batch_alter_table("liability", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_liability_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_liability_resource_id"), ["resource_id"], unique=False)

    with rebuilding.changed("booking") as batch_op:
        batch_op.add_column(sa.Column("bundle_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("details", sa.JSON(), server_default=sa.text("'{}'"), nullable=False))
        batch_op.add_column(
            sa.Column("is_outside_service", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("units_out", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("arrived_at", desk.models.base.Instant(), nullable=True))
        batch_op.add_column(sa.Column("released_at", desk.models.base.Instant(), nullable=True))
        batch_op.add_column(sa.Column("kept_at", desk.models.base.Instant(), nullable=True))
        batch_op.add_column(sa.Column("import_uid", sa.String(length=200), nullable=True))
        batch_op.create_index(batch_op.f("ix_booking_bundle_id"), ["bundle_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_booking_series_id"), ["series_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_booking_units_out"), ["units_out"], unique=False)
        batch_op.create_unique_constraint(batch_op.f("uq_booking_import_uid"), ["import_uid"])
        batch_op.create_foreign_key(
            batch_op.f("fk_booking_bundle_id"), "booking_bundle", ["bundle_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_booking_series_id"), "booking_series", ["series_id"], ["id"]
        )
        batch_op.drop_constraint(op.f("ck_booking_state"), type_="check")
        batch_op.create_check_constraint(op.f("ck_booking_import_uid_length"), "length(import_uid) <= 200")
        batch_op.create_check_constraint(op.f("ck_booking_units_out"), "units_out >= 0")
        batch_op.create_check_constraint(
            op.f("ck_booking_state"),
            "state in ('tentative', 'confirmed', 'refused', 'withdrawn', 'expired', 'displaced')",
        )

    with rebuilding.changed("occupancy") as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_occupancy_unit_id"), ["unit_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_occupancy_unit_id"), "resource_unit", ["unit_id"], ["id"])

    with rebuilding.changed("print_job") as batch_op:
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("title", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("paper", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("pdf", sa.LargeBinary(), nullable=True))
        batch_op.alter_column("receipt_id", nullable=True)
        batch_op.drop_index(batch_op.f("ix_print_job_state"))
        batch_op.create_index(batch_op.f("ix_print_job_state_at"), ["state", "at"], unique=False)
        batch_op.create_index(
            "ix_print_job_kept",
            ["state", "at"],
            unique=False,
            sqlite_where=sa.text("pdf is not null"),
            postgresql_where=sa.text("pdf is not null"),
        )
        batch_op.create_index(batch_op.f("ix_print_job_document_id"), ["document_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_print_job_document_id"), "document", ["document_id"], ["id"]
        )
        batch_op.create_check_constraint(op.f("ck_print_job_paper_length"), "length(paper) <= 12")
        batch_op.create_check_constraint(op.f("ck_print_job_title_length"), "length(title) <= 200")

    op.create_index(op.f("ix_receipt_issued_at"), "receipt", ["issued_at"], unique=False)

    with rebuilding.changed("request") as batch_op:
        batch_op.drop_constraint(op.f("ck_request_state"), type_="check")
    op.execute("update request set state = 'finished' where state = 'answered'")
    with rebuilding.changed("request") as batch_op:
        batch_op.add_column(sa.Column("portal_number", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("redirected_to", sa.String(length=200), nullable=True))
        batch_op.create_index(batch_op.f("ix_request_portal_number"), ["portal_number"], unique=False)
        batch_op.create_check_constraint(
            op.f("ck_request_portal_number_length"), "length(portal_number) <= 80"
        )
        batch_op.create_check_constraint(
            op.f("ck_request_redirected_to_length"), "length(redirected_to) <= 200"
        )
        batch_op.create_check_constraint(
            op.f("ck_request_state"),
            "state in ('incomplete', 'complete', 'in_process', 'ready', 'handed_over', 'finished', 'refused', 'withdrawn', 'redirected', 'objected')",
        )

    with rebuilding.changed("resource") as batch_op:
        batch_op.add_column(sa.Column("asset_code", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("pool", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("is_handed_over", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("completeness", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )
        batch_op.add_column(sa.Column("no_show_minutes", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_resource_asset_code_length"), "length(asset_code) <= 60")
        batch_op.create_check_constraint(
            op.f("ck_resource_no_show_minutes"), "no_show_minutes between 1 and 1440"
        )
        batch_op.create_check_constraint(op.f("ck_resource_pool_length"), "length(pool) <= 40")
