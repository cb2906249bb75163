"""The rival's Word template: the same sentences and styles as ours, as one would write them for docxtpl.

One run a paragraph; loops where a department has its own number of items. The words of the slots are
there, the slots are not.
"""

from __future__ import annotations

from pathlib import Path

import docx

TEMPLATE = Path(__file__).parents[1] / "word_templates" / "official.docx"

ITEM = (
    "{{ loop.index|section }}{{ item.code }}-{{ item.name }}{{ '' if item.name.endswith('支出') else '支出' }}"
    "{{ item }}万元，{{ item|change }}。{{ reason(item, '主要原因是') }}"
)


def looped(name: str) -> list[tuple[str, str]]:
    """A paragraph for every item of a list."""
    loop = "{%p for item in " + name + " %}"
    return [("body", loop), ("body", ITEM), ("body", "{%p endfor %}")]


def spending(ordinal: str, title: str, name: str) -> str:
    """The first words of a paragraph about one kind of 三公 expenses."""
    line = f"f['three_public_expenses.{name}']"
    return f"{ordinal}{title}支出{{{{ {line} }}}}万元，{{{{ {line}|completion }}}}；{{{{ {line}|than_last_year }}}}。"


def why(name: str) -> str:
    """The two reasons of one kind of 三公 expenses."""
    line = f"f['three_public_expenses.{name}']"
    return "".join(
        f"当年决算数{{{{ {line}|{against}_word }}}}{basis}决算数的主要原因是：".replace(
            "全年预算决算数", "全年预算数"
        )
        + f"{{{{ {line}|{against}_reason('{name}') }}}}。"
        for against, basis in (("budget", "全年预算"), ("prior", "上年"))
    )


def total_of(name: str, title: str, reason: str) -> str:
    """The sentence about the total of the funds or the state capital."""
    line = f"f['{name}.total']"
    return (
        f"{{{{ year }}}}年度{title}支出{{{{ {line} }}}}万元，{{{{ {line}|change_total }}}}"
        "{% if " + reason + " %}，具体情况如下（按项级科目分类统计）："
        "{% else %}{{ kept_reason(" + line + ", '" + title + "') }}{% endif %}"
    )


def numbered(pairs: dict[str, str], group: str) -> list[tuple[str, str]]:
    return [
        ("body", f"{number}.{title}{{{{ f['{group}.{name}'] }}}}万元。")
        for number, (name, title) in enumerate(pairs.items(), 1)
    ]


INCOME = {
    "general_public_budget": "一般公共预算财政拨款收入",
    "government_fund": "政府性基金预算财政拨款收入",
    "state_capital": "国有资本经营预算财政拨款收入",
    "superior_subsidy": "上级补助收入",
    "undertaking": "事业收入",
    "operating": "经营收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
EXPENDITURE = {
    "basic": "基本支出",
    "project": "项目支出",
    "remittance_to_superior": "上缴上级支出",
    "operating": "经营支出",
    "subsidy_to_subordinate": "对附属单位补助支出",
}
VEHICLES = {
    "ministerial": "副部（省）级以上领导用车",
    "principal_leaders": "主要领导干部用车",
    "confidential_communication": "机要通信用车",
    "emergency_support": "应急保障用车",
    "law_enforcement": "执法执勤用车",
    "special_technical": "特种专业技术用车",
    "retired_officials": "离退休干部用车",
    "other": "其他用车",
}

SENTENCES: list[tuple[str, str]] = [
    ("Title", "第三部分{{ year }}年度部门决算情况说明"),
    ("Heading 1", "一、收入支出决算总体情况说明"),
    ("Heading 2", "（一）收入支出决算总体情况说明"),
    (
        "body",
        "{{ year }}年度{{ we }}收入总计{{ f['grand_total.income'] }}万元，支出总计{{ f['grand_total.expenditure'] }}万元，"
        "{{ f['grand_total.income']|change_each }}。{{ reason(f['grand_total.income'], '主要是：') }}",
    ),
    ("Heading 2", "（二）收入决算情况说明"),
    (
        "body",
        "{{ year }}年度收入{{ f['income.total'] }}万元，{{ f['income.total']|change_total }}，具体情况如下：",
    ),
    *numbered(INCOME, "income"),
    ("Heading 2", "（三）支出决算情况说明"),
    (
        "body",
        "{{ year }}年度支出{{ f['expenditure.total'] }}万元，{{ f['expenditure.total']|change_total }}，具体情况如下：",
    ),
    (
        "body",
        "1.基本支出{{ f['expenditure.basic'] }}万元。其中，人员支出{{ f['expenditure.personnel'] }}万元，"
        "公用支出{{ f['expenditure.public'] }}万元。",
    ),
    *numbered(EXPENDITURE, "expenditure")[1:],
    ("Heading 1", "二、财政拨款收入支出决算总体情况说明"),
    (
        "body",
        "{{ year }}年度财政拨款收入总计{{ f['fiscal.income'] }}万元，支出总计{{ f['fiscal.expenditure'] }}万元，"
        "{{ f['fiscal.income']|change_each }}。{{ reason(f['fiscal.income'], '主要是：') }}",
    ),
    ("Heading 1", "三、一般公共预算财政拨款支出决算情况说明"),
    (
        "body",
        "{{ year }}年度一般公共预算拨款支出{{ f['general_public_budget.total'] }}万元，"
        "{{ f['general_public_budget.total']|change_total }}{% if items %}，具体情况如下（按项级科目分类统计）："
        "{% else %}。{% endif %}",
    ),
    *looped("items"),
    ("Heading 1", "四、政府性基金预算财政拨款支出决算情况说明"),
    ("body", total_of("government_fund", "政府性基金", "fund_items")),
    *looped("fund_items"),
    ("Heading 1", "五、国有资本经营预算财政拨款支出决算情况说明"),
    ("body", total_of("state_capital", "国有资本经营预算", "capital_items")),
    *looped("capital_items"),
    ("Heading 1", "六、一般公共预算财政拨款基本支出决算情况说明"),
    ("body", "{{ year }}年度一般公共预算财政拨款基本支出{{ f['basic_expenditure.total'] }}万元，其中："),
    (
        "body",
        "（一）人员经费{{ f['basic_expenditure.personnel'] }}万元{% if personnel_items %}，主要包括："
        "{{ personnel_items|join('、') }}{% endif %}。",
    ),
    (
        "body",
        "（二）公用经费{{ f['basic_expenditure.public'] }}万元{% if public_items %}，主要包括："
        "{{ public_items|join('、') }}{% endif %}。",
    ),
    ("Heading 1", "七、一般公共预算财政拨款“三公”经费支出决算情况说明"),
    ("body", "{{ year }}年度" + spending("", "一般公共预算拨款“三公”经费", "total")),
    ("body", why("total") + "具体情况如下："),
    (
        "body",
        spending("（一）", "因公出国（境）费", "abroad")
        + "全年安排{{ we }}组织的出国团组{{ f['abroad.groups_organised']|count }}个，"
        "参加其他部门出国团组{{ f['abroad.groups_joined']|count }}个；"
        "全年因公出国（境）累计{{ f['abroad.persons']|count }}人次。" + why("abroad"),
    ),
    ("body", spending("（二）", "公务用车购置及运行费", "vehicles") + "其中："),
    (
        "body",
        spending("", "公务用车购置费", "vehicles_purchase")
        + "{{ year }}年度公务用车购置{{ f['vehicles.bought']|count }}辆，"
        + why("vehicles_purchase"),
    ),
    (
        "body",
        spending("", "公务用车运行费", "vehicles_operation")
        + why("vehicles_operation")
        + "截至{{ year }}年12月31日，{{ we }}公务用车保有量为{{ f['vehicles.held']|count }}辆。",
    ),
    (
        "body",
        spending("（三）", "公务接待费", "reception")
        + why("reception")
        + "累计接待{{ f['reception.batches']|count }}批次、{{ f['reception.persons']|count }}人次。",
    ),
    ("Heading 1", "八、预算绩效情况说明"),
    (
        "body",
        "根据预算绩效管理要求，{% if self_evaluated %}{{ we }}组织对{{ year }}年度{{ self_evaluated }}个项目实施单位自评，"
        "分别是{{ typed['performance.self_evaluated_names'] }}等项目，"
        "涉及财政拨款资金共计{{ typed['performance.self_evaluated_amount'] }}万元。"
        "{% if typed['performance.attachments'] == '是' %}（《项目支出绩效自评表》详见附件一）{% endif %}"
        "{% else %}{{ we }}{{ year }}年度没有开展单位自评的项目。{% endif %}",
    ),
    (
        "body",
        "{% if department_evaluated %}{% if not self_evaluated %}{{ we }}{% endif %}对{{ department_evaluated }}个项目实施部门评价，"
        "分别是{{ typed['performance.department_evaluated_names'] }}等项目，"
        "涉及财政拨款资金共计{{ typed['performance.department_evaluated_amount'] }}万元，"
        "评价结果等次为“优”“良”“中”“差”的项目分别是{{ typed['performance.excellent'] }}个、"
        "{{ typed['performance.good'] }}个、{{ typed['performance.fair'] }}个、{{ typed['performance.poor'] }}个。"
        "{% if typed['performance.attachments'] == '是' %}（《项目支出绩效评价报告》详见附件"
        "{{ '二' if self_evaluated else '一' }}）{% endif %}"
        "{% else %}{{ we }}{{ year }}年度没有实施部门评价的项目。{% endif %}",
    ),
    ("Heading 1", "九、其他重要事项情况说明"),
    ("Heading 2", "（一）机关运行经费"),
    (
        "body",
        "{% if f['operating_cost'].current or f['operating_cost'].prior %}"
        "{{ year }}年度机关运行经费支出{{ f['operating_cost'] }}万元，{{ f['operating_cost']|growth }}"
        "{{ reason(f['operating_cost'], '，主要是：', '。') }}"
        "{% else %}{{ we }}{{ year }}年度和{{ year - 1 }}年度均没有机关运行经费支出。{% endif %}",
    ),
    ("Heading 2", "（二）政府采购情况"),
    (
        "body",
        "{{ we }}{{ year }}年度政府采购支出总额{{ procurement_total }}万元，"
        "其中：政府采购货物支出{{ f['procurement.goods'] }}万元、政府采购工程支出{{ f['procurement.works'] }}万元、"
        "政府采购服务支出{{ f['procurement.services'] }}万元。授予中小企业合同金额{{ f['procurement.sme'] }}万元，"
        "占政府采购支出总额的{{ share(f['procurement.sme'], procurement_total) }}，"
        "其中：授予小微企业合同金额{{ f['procurement.micro'] }}万元，"
        "占授予中小企业合同金额的{{ share(f['procurement.micro'], f['procurement.sme']) }}；"
        "货物采购授予中小企业合同金额占货物支出金额的{{ f['procurement.goods_sme_percent'] }}%，"
        "工程采购授予中小企业合同金额占工程支出金额的{{ f['procurement.works_sme_percent'] }}%，"
        "服务采购授予中小企业合同金额占服务支出金额的{{ f['procurement.services_sme_percent'] }}%。",
    ),
    ("Heading 2", "（三）国有资产占用使用情况"),
    (
        "body",
        "截至{{ year }}年12月31日，{{ we }}共有车辆{{ f['assets.vehicles']|count }}辆，其中："
        + "、".join(
            f"{title}{{{{ f['assets.vehicles.{name}']|count }}}}辆" for name, title in VEHICLES.items()
        )
        + "；单位价值100万元以上设备（不含车辆）{{ f['assets.equipment']|count }}台（套）。",
    ),
]


def build_template(target: Path) -> None:
    """Write the template, on the same Word template as ours: same styles, same page."""
    document = docx.Document(str(TEMPLATE))
    holder = document.paragraphs[0]
    for style, text in SENTENCES:
        holder.insert_paragraph_before(text, style="决算正文" if style == "body" else style)
    holder._element.getparent().remove(holder._element)
    document.save(str(target))
