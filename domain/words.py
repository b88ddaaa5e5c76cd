"""The township's words as closed sets: kinds of cases and units, roles, levels, recipients, languages."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What a villager reports."""

    DISPUTE = "dispute"
    """纠纷: people are at odds and somebody may bring them together."""
    HAZARD = "hazard"
    """隐患: a thing or a state may do harm."""
    TIP = "tip"
    """线索: somebody knows of wrong-doing; the only kind that may be reported without an identity."""


class UnitKind(StrEnum):
    """What sort of organisation has members and cases."""

    VILLAGE = "village"
    """村/居: a village or a residents' community with its workstation."""
    DEPARTMENT = "department"
    """镇直单位: an office of the town or of the county in the town."""
    ENTERPRISE = "enterprise"
    """企业: a works or a company in the town."""
    SCHOOL = "school"
    """学校: a school or a kindergarten."""
    CENTRE = "centre"
    """综治中心: the town's centre, of which there is one; the director and the admins belong to it."""


class Role(StrEnum):
    """What a person is in a unit, from a date until a date."""

    REPORTER = "reporter"
    """报告人: reports; everybody is one, without an invitation."""
    PATROLLER = "patroller"
    """巡逻队员: takes patrol shifts."""
    SHIFT_LEAD = "shift_lead"
    """带班: leads a shift and fills its gaps."""
    MEDIATOR = "mediator"
    """调解员: receives a unit's cases and brings the parties together."""
    VILLAGE_HEAD = "village_head"
    """村主任: answers for a unit's cases."""
    RESIDENT_CADRE = "resident_cadre"
    """驻村干部: a town cadre posted to a village."""
    CENTRE_STAFF = "centre_staff"
    """综治专干: triages, supervises and prepares meetings at the centre."""
    DIRECTOR = "director"
    """综治中心主任: the last step inside the town."""
    DEPARTMENT_OFFICER = "department_officer"
    """部门工作人员: deals with what is routed to a department."""
    IDENTITY_OFFICER = "identity_officer"
    """身份保管员: one of the two whom opening a sealed identity takes."""
    ADMIN = "admin"
    """管理员: invites, assigns roles, exports, reads the health page; being admin alone shows no case."""
    OVERSIGHT = "oversight"
    """监督联系人: stands outside the town and gets what nobody inside may see; named in the configuration."""


class Level(StrEnum):
    """How far up a case has come."""

    VILLAGE = "village"
    """With the unit where it happened."""
    TOWN = "town"
    """With the town's centre or a department."""
    COUNTY = "county"
    """Handed to the county; the town only follows what becomes of it."""

    @property
    def height(self) -> int:
        """How many levels lie below this one: 0 for the village."""
        return tuple(Level).index(self)


class Recipient(StrEnum):
    """Whom a notice is for, before the resolver says which persons that is now."""

    HANDLER = "handler"
    """Who has the case; the unit's mediators while nobody has it."""
    VILLAGE_HEAD = "village_head"
    """Who answers for the unit of the case."""
    RESIDENT_CADRE = "resident_cadre"
    """The town cadre posted to the unit of the case."""
    DUTY_OFFICER = "duty_officer"
    """Who is on call at the centre now."""
    CENTRE_STAFF = "centre_staff"
    """The centre's staff."""
    DIRECTOR = "director"
    """The director of the centre."""
    OVERSIGHT = "oversight"
    """The contact outside the town."""
    HELPERS = "helpers"
    """Those who may take cases of the units that share in this one; nobody where none does."""
    REPORTER = "reporter"
    """Who reported, however they wish to be known; never part of an escalation policy."""


class Language(StrEnum):
    """A language that every text exists in."""

    ZH_HANS = "zh-Hans"
    """Chinese in simplified characters."""
    ZH_HANT = "zh-Hant"
    """Chinese in traditional characters."""
    EN = "en"
    """English."""


class Holiday(StrEnum):
    """A holiday whose days China publishes year by year."""

    NEW_YEAR = "new_year"
    """元旦: New Year's Day."""
    SPRING_FESTIVAL = "spring_festival"
    """春节: the lunar new year."""
    TOMB_SWEEPING_DAY = "tomb_sweeping_day"
    """清明节: Qingming."""
    LABOUR_DAY = "labour_day"
    """劳动节: May Day."""
    DRAGON_BOAT_FESTIVAL = "dragon_boat_festival"
    """端午节: the fifth day of the fifth lunar month."""
    NATIONAL_DAY = "national_day"
    """国庆节: the first of October and the days after it."""
    MID_AUTUMN_FESTIVAL = "mid_autumn_festival"
    """中秋节: the fifteenth day of the eighth lunar month."""
