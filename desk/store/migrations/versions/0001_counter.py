"""The tables of the counter"""

import sqlalchemy as sa
from alembic import op

import desk.models.base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint(
            "role in ('petugas', 'pemegang_barang', 'pengawas', 'admin')", name=op.f("ck_account_role")
        ),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_account_name_length")),
        sa.CheckConstraint("length(role) <= 20", name=op.f("ck_account_role_length")),
        sa.CheckConstraint("length(secret_hash) <= 200", name=op.f("ck_account_secret_hash_length")),
        sa.CheckConstraint("length(username) <= 40", name=op.f("ck_account_username_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
    )
    op.create_table(
        "calendar_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counts_national", sa.Boolean(), nullable=False),
        sa.Column("counts_joint_leave", sa.Boolean(), nullable=False),
        sa.Column("statutory_limits", sa.String(length=12), nullable=False),
        sa.Column("office_limits", sa.String(length=12), nullable=False),
        sa.Column("draft_days_ahead", sa.Integer(), nullable=False),
        sa.Column("allows_pauses", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "statutory_limits in ('statutory', 'office') and office_limits in ('statutory', 'office')",
            name=op.f("ck_calendar_setting_policies"),
        ),
        sa.CheckConstraint(
            "draft_days_ahead between 0 and 30", name=op.f("ck_calendar_setting_draft_days_ahead")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_calendar_setting_one_row")),
        sa.CheckConstraint(
            "length(office_limits) <= 12", name=op.f("ck_calendar_setting_office_limits_length")
        ),
        sa.CheckConstraint(
            "length(statutory_limits) <= 12", name=op.f("ck_calendar_setting_statutory_limits_length")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_setting")),
    )
    op.create_table(
        "day_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("circular", sa.String(length=80), nullable=True),
        sa.CheckConstraint(
            "kind in ('national', 'cuti_bersama', 'balinese', 'closure')", name=op.f("ck_day_off_kind")
        ),
        sa.CheckConstraint("length(circular) <= 80", name=op.f("ck_day_off_circular_length")),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_day_off_kind_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_day_off_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_off")),
        sa.UniqueConstraint("day", "kind", "name", name=op.f("uq_day_off_day_kind_name")),
    )
    with op.batch_alter_table("day_off", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_day_off_day"), ["day"], unique=False)

    op.create_table(
        "number_counter",
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(prefix) <= 12", name=op.f("ck_number_counter_prefix_length")),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_number_counter")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("tracking_url", sa.String(length=200), nullable=True),
        sa.Column("charter", sa.Text(), nullable=True),
        sa.Column("founded_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_one_row")),
        sa.CheckConstraint("length(address) <= 200", name=op.f("ck_office_address_length")),
        sa.CheckConstraint("length(agency) <= 20", name=op.f("ck_office_agency_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_office_name_length")),
        sa.CheckConstraint("length(phone) <= 60", name=op.f("ck_office_phone_length")),
        sa.CheckConstraint("length(place) <= 60", name=op.f("ck_office_place_length")),
        sa.CheckConstraint("length(short_name) <= 60", name=op.f("ck_office_short_name_length")),
        sa.CheckConstraint("length(tracking_url) <= 200", name=op.f("ck_office_tracking_url_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "office_hours",
        sa.Column("weekday", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.Column("break_from", sa.Integer(), nullable=True),
        sa.Column("break_to", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("weekday", name=op.f("pk_office_hours")),
    )
    op.create_table(
        "resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("stock_since", desk.models.base.Minute(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("set_up_minutes", sa.Integer(), nullable=False),
        sa.Column("clear_up_minutes", sa.Integer(), nullable=False),
        sa.Column("custodian_name", sa.String(length=120), nullable=True),
        sa.Column("custodian_phone", sa.String(length=20), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("clear_up_minutes between 0 and 1440", name=op.f("ck_resource_clear_up_minutes")),
        sa.CheckConstraint("length(custodian_name) <= 120", name=op.f("ck_resource_custodian_name_length")),
        sa.CheckConstraint("length(custodian_phone) <= 20", name=op.f("ck_resource_custodian_phone_length")),
        sa.CheckConstraint("length(key) <= 40", name=op.f("ck_resource_key_length")),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_resource_kind_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_resource_name_length")),
        sa.CheckConstraint("set_up_minutes between 0 and 1440", name=op.f("ck_resource_set_up_minutes")),
        sa.CheckConstraint("stock between 0 and 100000", name=op.f("ck_resource_stock")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("key", name=op.f("uq_resource_key")),
    )
    op.create_table(
        "season_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_season_hours_order")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_season_hours_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_season_hours")),
    )
    with op.batch_alter_table("season_hours", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_season_hours_last_on"), ["last_on"], unique=False)

    op.create_table(
        "standard_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=20), nullable=False),
        sa.Column("decree_number", sa.String(length=80), nullable=False),
        sa.Column("decree_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("installed_at", desk.models.base.Instant(), nullable=False),
        sa.Column("replaced_at", desk.models.base.Instant(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(agency) <= 20", name=op.f("ck_standard_version_agency_length")),
        sa.CheckConstraint(
            "length(decree_number) <= 80", name=op.f("ck_standard_version_decree_number_length")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_version")),
        sa.UniqueConstraint("agency", "decree_number", name=op.f("uq_standard_version_agency_decree_number")),
    )
    op.create_table(
        "tracking_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("length(secret) <= 64", name=op.f("ck_tracking_key_secret_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracking_key")),
    )
    op.create_table(
        "visitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_is_uncertain", sa.Boolean(), nullable=False),
        sa.Column("institution", sa.String(length=120), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("nik", sa.String(length=16), nullable=True),
        sa.Column("search_key", sa.String(length=600), nullable=False),
        sa.Column("created_at", desk.models.base.Instant(), nullable=False),
        sa.Column("seen_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("length(address) <= 200", name=op.f("ck_visitor_address_length")),
        sa.CheckConstraint("length(institution) <= 120", name=op.f("ck_visitor_institution_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_visitor_key_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_visitor_name_length")),
        sa.CheckConstraint("length(nik) <= 16", name=op.f("ck_visitor_nik_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_visitor_phone_length")),
        sa.CheckConstraint("length(search_key) <= 600", name=op.f("ck_visitor_search_key_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor")),
        sa.UniqueConstraint("key", name=op.f("uq_visitor_key")),
    )
    with op.batch_alter_table("visitor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visitor_phone"), ["phone"], unique=False)
        batch_op.create_index(batch_op.f("ix_visitor_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "calendar_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sentence", sa.String(length=400), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("edit", sa.JSON(), nullable=False),
        sa.Column("taken_back_at", desk.models.base.Instant(), nullable=True),
        sa.CheckConstraint(
            "kind in ('closure', 'half_day', 'import', 'confirmation', 'settings', 'taken_back')",
            name=op.f("ck_calendar_change_kind"),
        ),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_calendar_change_key_length")),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_calendar_change_kind_length")),
        sa.CheckConstraint("length(sentence) <= 400", name=op.f("ck_calendar_change_sentence_length")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_calendar_change_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_change")),
        sa.UniqueConstraint("key", name=op.f("uq_calendar_change_key")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("saved_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("length(form) <= 40", name=op.f("ck_draft_form_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("account_id", "form", name=op.f("uq_draft_account_id_form")),
    )
    op.create_table(
        "journal_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", desk.models.base.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("noun_id", sa.Integer(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.CheckConstraint("length(act) <= 60", name=op.f("ck_journal_line_act_length")),
        sa.CheckConstraint("length(actor_name) <= 120", name=op.f("ck_journal_line_actor_name_length")),
        sa.CheckConstraint("length(noun) <= 40", name=op.f("ck_journal_line_noun_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_journal_line_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_line")),
    )
    with op.batch_alter_table("journal_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_line_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_line_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_line_noun_noun_id"), ["noun", "noun_id"], unique=False)

    op.create_table(
        "public_service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=True),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(agency) <= 20", name=op.f("ck_public_service_agency_length")),
        sa.CheckConstraint("length(name) <= 200", name=op.f("ck_public_service_name_length")),
        sa.CheckConstraint("length(number) <= 10", name=op.f("ck_public_service_number_length")),
        sa.CheckConstraint("length(prefix) <= 12", name=op.f("ck_public_service_prefix_length")),
        sa.CheckConstraint("length(unit_name) <= 200", name=op.f("ck_public_service_unit_name_length")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["standard_version.id"], name=op.f("fk_public_service_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_service")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_public_service_version_id_number")),
    )
    with op.batch_alter_table("public_service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_public_service_version_id"), ["version_id"], unique=False)

    op.create_table(
        "resource_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", desk.models.base.Minute(), nullable=False),
        sa.Column("ends_at", desk.models.base.Minute(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", desk.models.base.Instant(), nullable=False),
        sa.Column("lifted_at", desk.models.base.Instant(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_resource_closure_span")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_resource_closure_key_length")),
        sa.CheckConstraint("length(reason) <= 200", name=op.f("ck_resource_closure_reason_length")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_resource_closure_resource_id")
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["account.id"], name=op.f("fk_resource_closure_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_closure")),
        sa.UniqueConstraint("key", name=op.f("uq_resource_closure_key")),
    )
    with op.batch_alter_table("resource_closure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_resource_closure_resource_id_starts_at_ends_at"),
            ["resource_id", "starts_at", "ends_at"],
            unique=False,
        )

    op.create_table(
        "resource_part",
        sa.Column("whole_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_resource_part_quantity")),
        sa.ForeignKeyConstraint(["part_id"], ["resource.id"], name=op.f("fk_resource_part_part_id")),
        sa.ForeignKeyConstraint(["whole_id"], ["resource.id"], name=op.f("fk_resource_part_whole_id")),
        sa.PrimaryKeyConstraint("whole_id", "part_id", name=op.f("pk_resource_part")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("visitor_id", sa.Integer(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("arrived_at", desk.models.base.Instant(), nullable=False),
        sa.Column("entered_at", desk.models.base.Instant(), nullable=False),
        sa.Column("back_date_reason", sa.String(length=400), nullable=True),
        sa.Column("left_at", desk.models.base.Instant(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=400), nullable=False),
        sa.Column("institution", sa.String(length=120), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=False),
        sa.Column("companions", sa.Text(), nullable=True),
        sa.Column("identity_shown", sa.String(length=30), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("is_priority", sa.Boolean(), nullable=False),
        sa.Column("guardian_name", sa.String(length=120), nullable=True),
        sa.Column("press_card", sa.String(length=60), nullable=True),
        sa.Column("topic", sa.String(length=200), nullable=True),
        sa.Column("memo_number", sa.String(length=80), nullable=True),
        sa.Column("directed_to", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", desk.models.base.Instant(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "kind in ('warga', 'perangkat_daerah', 'media', 'internal', 'rombongan')",
            name=op.f("ck_visit_kind"),
        ),
        sa.CheckConstraint("outcome in ('visit', 'question', 'directed')", name=op.f("ck_visit_outcome")),
        sa.CheckConstraint("state in ('waiting', 'served', 'left')", name=op.f("ck_visit_state")),
        sa.CheckConstraint("head_count between 1 and 1000", name=op.f("ck_visit_head_count")),
        sa.CheckConstraint("length(address) <= 200", name=op.f("ck_visit_address_length")),
        sa.CheckConstraint("length(back_date_reason) <= 400", name=op.f("ck_visit_back_date_reason_length")),
        sa.CheckConstraint("length(directed_to) <= 200", name=op.f("ck_visit_directed_to_length")),
        sa.CheckConstraint("length(guardian_name) <= 120", name=op.f("ck_visit_guardian_name_length")),
        sa.CheckConstraint("length(identity_shown) <= 30", name=op.f("ck_visit_identity_shown_length")),
        sa.CheckConstraint("length(institution) <= 120", name=op.f("ck_visit_institution_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_visit_key_length")),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_visit_kind_length")),
        sa.CheckConstraint("length(memo_number) <= 80", name=op.f("ck_visit_memo_number_length")),
        sa.CheckConstraint("length(outcome) <= 20", name=op.f("ck_visit_outcome_length")),
        sa.CheckConstraint("length(press_card) <= 60", name=op.f("ck_visit_press_card_length")),
        sa.CheckConstraint("length(purpose) <= 400", name=op.f("ck_visit_purpose_length")),
        sa.CheckConstraint("length(state) <= 20", name=op.f("ck_visit_state_length")),
        sa.CheckConstraint("length(topic) <= 200", name=op.f("ck_visit_topic_length")),
        sa.CheckConstraint(
            "length(withdrawal_reason) <= 400", name=op.f("ck_visit_withdrawal_reason_length")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["account.id"], name=op.f("fk_visit_received_by")),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitor.id"], name=op.f("fk_visit_visitor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("key", name=op.f("uq_visit_key")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_visited_on_id"), ["visited_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_visitor_id"), ["visitor_id"], unique=False)

    op.create_table(
        "visitor_word",
        sa.Column("head", sa.String(length=3), nullable=False),
        sa.Column("visitor_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.CheckConstraint("length(head) <= 3", name=op.f("ck_visitor_word_head_length")),
        sa.CheckConstraint("length(word) <= 40", name=op.f("ck_visitor_word_word_length")),
        sa.ForeignKeyConstraint(["visitor_id"], ["visitor.id"], name=op.f("fk_visitor_word_visitor_id")),
        sa.PrimaryKeyConstraint("head", "visitor_id", "word", name=op.f("pk_visitor_word")),
    )
    with op.batch_alter_table("visitor_word", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visitor_word_visitor_id"), ["visitor_id"], unique=False)

    op.create_table(
        "half_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("closed_from", sa.Integer(), nullable=False),
        sa.Column("closed_to", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("closed_from < closed_to", name=op.f("ck_half_day_order")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_half_day_name_length")),
        sa.ForeignKeyConstraint(["change_id"], ["calendar_change.id"], name=op.f("fk_half_day_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_half_day")),
    )
    with op.batch_alter_table("half_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_half_day_change_id"), ["change_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_half_day_day"), ["day"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", desk.models.base.Instant(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind in ('receipt', 'completeness')", name=op.f("ck_receipt_kind")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_receipt_key_length")),
        sa.CheckConstraint("length(kind) <= 20", name=op.f("ck_receipt_kind_length")),
        sa.ForeignKeyConstraint(["issued_by"], ["account.id"], name=op.f("fk_receipt_issued_by")),
        sa.ForeignKeyConstraint(["replaces_id"], ["receipt.id"], name=op.f("fk_receipt_replaces_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_receipt_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("key", name=op.f("uq_receipt_key")),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("applicant_kind", sa.String(length=40), nullable=False),
        sa.Column("variant", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("received_at", desk.models.base.Instant(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("entered_at", desk.models.base.Instant(), nullable=False),
        sa.Column("back_date_reason", sa.String(length=400), nullable=True),
        sa.Column("completed_at", desk.models.base.Instant(), nullable=True),
        sa.Column("event_starts_at", desk.models.base.Minute(), nullable=True),
        sa.Column("event_ends_at", desk.models.base.Minute(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("clock_starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_words", sa.String(length=200), nullable=False),
        sa.Column("assigned_to", sa.String(length=120), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", desk.models.base.Instant(), nullable=True),
        sa.Column("outcome", sa.String(length=400), nullable=True),
        sa.Column("withdrawn_at", desk.models.base.Instant(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "channel in ('counter', 'letter', 'email', 'esurat', 'whatsapp', 'phone', 'portal')",
            name=op.f("ck_request_channel"),
        ),
        sa.CheckConstraint(
            "state in ('incomplete', 'complete', 'answered', 'withdrawn')", name=op.f("ck_request_state")
        ),
        sa.CheckConstraint("length(applicant_kind) <= 40", name=op.f("ck_request_applicant_kind_length")),
        sa.CheckConstraint("length(assigned_to) <= 120", name=op.f("ck_request_assigned_to_length")),
        sa.CheckConstraint(
            "length(back_date_reason) <= 400", name=op.f("ck_request_back_date_reason_length")
        ),
        sa.CheckConstraint("length(channel) <= 20", name=op.f("ck_request_channel_length")),
        sa.CheckConstraint("length(code) <= 16", name=op.f("ck_request_code_length")),
        sa.CheckConstraint("length(due_words) <= 200", name=op.f("ck_request_due_words_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_request_key_length")),
        sa.CheckConstraint("length(number) <= 40", name=op.f("ck_request_number_length")),
        sa.CheckConstraint("length(outcome) <= 400", name=op.f("ck_request_outcome_length")),
        sa.CheckConstraint("length(prefix) <= 12", name=op.f("ck_request_prefix_length")),
        sa.CheckConstraint("length(state) <= 20", name=op.f("ck_request_state_length")),
        sa.CheckConstraint("length(variant) <= 60", name=op.f("ck_request_variant_length")),
        sa.CheckConstraint(
            "length(withdrawal_reason) <= 400", name=op.f("ck_request_withdrawal_reason_length")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["account.id"], name=op.f("fk_request_received_by")),
        sa.ForeignKeyConstraint(["service_id"], ["public_service.id"], name=op.f("fk_request_service_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_request_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("code", name=op.f("uq_request_code")),
        sa.UniqueConstraint("key", name=op.f("uq_request_key")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
        sa.UniqueConstraint("prefix", "year", "sequence", name=op.f("uq_request_prefix_year_sequence")),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_received_on"), ["received_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_request_service_id"), ["service_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_request_state_due_on_clock_starts_on_service_id_variant"),
            ["state", "due_on", "clock_starts_on", "service_id", "variant"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_request_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("starts_at", desk.models.base.Minute(), nullable=False),
        sa.Column("ends_at", desk.models.base.Minute(), nullable=False),
        sa.Column("purpose", sa.String(length=400), nullable=False),
        sa.Column("borrower_name", sa.String(length=120), nullable=False),
        sa.Column("borrower_institution", sa.String(length=120), nullable=True),
        sa.Column("borrower_phone", sa.String(length=20), nullable=True),
        sa.Column("head_count", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("hold_until", desk.models.base.Instant(), nullable=True),
        sa.Column("booked_at", desk.models.base.Instant(), nullable=False),
        sa.Column("booked_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", desk.models.base.Instant(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decision_reason", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('tentative', 'confirmed', 'refused', 'withdrawn', 'expired')",
            name=op.f("ck_booking_state"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_booking_span")),
        sa.CheckConstraint(
            "length(borrower_institution) <= 120", name=op.f("ck_booking_borrower_institution_length")
        ),
        sa.CheckConstraint("length(borrower_name) <= 120", name=op.f("ck_booking_borrower_name_length")),
        sa.CheckConstraint("length(borrower_phone) <= 20", name=op.f("ck_booking_borrower_phone_length")),
        sa.CheckConstraint("length(code) <= 16", name=op.f("ck_booking_code_length")),
        sa.CheckConstraint("length(decision_reason) <= 400", name=op.f("ck_booking_decision_reason_length")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_booking_key_length")),
        sa.CheckConstraint("length(purpose) <= 400", name=op.f("ck_booking_purpose_length")),
        sa.CheckConstraint("length(state) <= 20", name=op.f("ck_booking_state_length")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_booking_quantity")),
        sa.ForeignKeyConstraint(["booked_by"], ["account.id"], name=op.f("fk_booking_booked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_booking_decided_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_booking_request_id")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_booking_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("code", name=op.f("uq_booking_code")),
        sa.UniqueConstraint("key", name=op.f("uq_booking_key")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_booking_request_id"), ["request_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_booking_resource_id_starts_at"), ["resource_id", "starts_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_booking_state_hold_until"), ["state", "hold_until"], unique=False
        )

    op.create_table(
        "checklist_mark",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("marked_at", desk.models.base.Instant(), nullable=False),
        sa.CheckConstraint("length(item_key) <= 60", name=op.f("ck_checklist_mark_item_key_length")),
        sa.CheckConstraint("length(mark) <= 20", name=op.f("ck_checklist_mark_mark_length")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_checklist_mark_request_id")),
        sa.PrimaryKeyConstraint("request_id", "item_key", name=op.f("pk_checklist_mark")),
    )
    op.create_table(
        "clock_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", desk.models.base.Instant(), nullable=True),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        sa.Column("taken_back_reason", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "kind in ('extended', 'paused', 'resumed', 'event_done')", name=op.f("ck_clock_event_kind")
        ),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_clock_event_key_length")),
        sa.CheckConstraint("length(kind) <= 10", name=op.f("ck_clock_event_kind_length")),
        sa.CheckConstraint("length(reason) <= 400", name=op.f("ck_clock_event_reason_length")),
        sa.CheckConstraint(
            "length(taken_back_reason) <= 400", name=op.f("ck_clock_event_taken_back_reason_length")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_clock_event_made_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_clock_event_request_id")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["account.id"], name=op.f("fk_clock_event_taken_back_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_event")),
        sa.UniqueConstraint("key", name=op.f("uq_clock_event_key")),
    )
    with op.batch_alter_table("clock_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clock_event_request_id"), ["request_id"], unique=False)

    op.create_table(
        "due_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["calendar_change.id"], name=op.f("fk_due_move_change_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_due_move_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_move")),
        sa.UniqueConstraint("change_id", "request_id", name=op.f("uq_due_move_change_id_request_id")),
    )
    with op.batch_alter_table("due_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_move_request_id"), ["request_id"], unique=False)

    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("sender", sa.String(length=120), nullable=True),
        sa.Column("agenda_number", sa.String(length=40), nullable=True),
        sa.Column("disposition", sa.String(length=400), nullable=True),
        sa.CheckConstraint("length(agenda_number) <= 40", name=op.f("ck_letter_agenda_number_length")),
        sa.CheckConstraint("length(disposition) <= 400", name=op.f("ck_letter_disposition_length")),
        sa.CheckConstraint("length(number) <= 80", name=op.f("ck_letter_number_length")),
        sa.CheckConstraint("length(sender) <= 120", name=op.f("ck_letter_sender_length")),
        sa.CheckConstraint("length(subject) <= 200", name=op.f("ck_letter_subject_length")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_letter_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("request_id", name=op.f("uq_letter_request_id")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_number"), ["number"], unique=False)

    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", desk.models.base.Instant(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('waiting', 'sent', 'failed', 'not_out', 'cancelled')", name=op.f("ck_print_job_state")
        ),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_print_job_key_length")),
        sa.CheckConstraint("length(printer) <= 200", name=op.f("ck_print_job_printer_length")),
        sa.CheckConstraint("length(state) <= 20", name=op.f("ck_print_job_state_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_print_job_account_id")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_print_job_receipt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sa.UniqueConstraint("key", name=op.f("uq_print_job_key")),
    )
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_job_receipt_id"), ["receipt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_print_job_state"), ["state"], unique=False)

    op.create_table(
        "receipt_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("identity_checked", sa.Boolean(), nullable=False),
        sa.Column("made_at", desk.models.base.Instant(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason in ('lost', 'not_out', 'asked')", name=op.f("ck_receipt_copy_reason")),
        sa.CheckConstraint("length(key) <= 36", name=op.f("ck_receipt_copy_key_length")),
        sa.CheckConstraint("length(reason) <= 20", name=op.f("ck_receipt_copy_reason_length")),
        sa.CheckConstraint("number > 0", name=op.f("ck_receipt_copy_number")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_receipt_copy_made_by")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_copy_receipt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_copy")),
        sa.UniqueConstraint("key", name=op.f("uq_receipt_copy_key")),
        sa.UniqueConstraint("receipt_id", "number", name=op.f("uq_receipt_copy_receipt_id_number")),
    )
    op.create_table(
        "receipt_line",
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_line_receipt_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_receipt_line_request_id")),
        sa.PrimaryKeyConstraint("receipt_id", "request_id", name=op.f("pk_receipt_line")),
    )
    with op.batch_alter_table("receipt_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_line_request_id"), ["request_id"], unique=False)

    op.create_table(
        "request_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=120), nullable=True),
        sa.Column("nik", sa.String(length=16), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("institution", sa.String(length=120), nullable=True),
        sa.Column("position", sa.String(length=120), nullable=True),
        sa.Column("occupation", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "role in ('applicant', 'carrier', 'signatory', 'contact')", name=op.f("ck_request_party_role")
        ),
        sa.CheckConstraint("length(address) <= 200", name=op.f("ck_request_party_address_length")),
        sa.CheckConstraint("length(email) <= 120", name=op.f("ck_request_party_email_length")),
        sa.CheckConstraint("length(institution) <= 120", name=op.f("ck_request_party_institution_length")),
        sa.CheckConstraint("length(name) <= 120", name=op.f("ck_request_party_name_length")),
        sa.CheckConstraint("length(nik) <= 16", name=op.f("ck_request_party_nik_length")),
        sa.CheckConstraint("length(occupation) <= 120", name=op.f("ck_request_party_occupation_length")),
        sa.CheckConstraint("length(phone) <= 20", name=op.f("ck_request_party_phone_length")),
        sa.CheckConstraint("length(position) <= 120", name=op.f("ck_request_party_position_length")),
        sa.CheckConstraint("length(role) <= 20", name=op.f("ck_request_party_role_length")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_party_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_party")),
        sa.UniqueConstraint("request_id", "role", name=op.f("uq_request_party_request_id_role")),
    )
    with op.batch_alter_table("request_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_request_party_phone"), ["phone"], unique=False)

    op.create_table(
        "occupancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", desk.models.base.Minute(), nullable=False),
        sa.Column("ends_at", desk.models.base.Minute(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at - starts_at <= 47520", name=op.f("ck_occupancy_longest")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_occupancy_span")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_occupancy_quantity")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_occupancy_booking_id")),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_occupancy_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
    )
    with op.batch_alter_table("occupancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_occupancy_booking_id"), ["booking_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_occupancy_resource_id_starts_at_ends_at_quantity"),
            ["resource_id", "starts_at", "ends_at", "quantity"],
            unique=False,
        )
