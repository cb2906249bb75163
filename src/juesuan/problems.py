"""Every code that a finding or an error can have: what it means, what usually helps, what it stops.

Codes are the contract with programs: one that was published stays and keeps its meaning. docs/问题代码.md
is made of this table; the tests hold it against the code, both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from juesuan.findings import Severity

Stage = Literal["refused", "figures", "reasons", "document", "refresh", "edition", "batch"]
"""When a problem is met, and with it what it does to the exit code: see ``EXITS``."""

EXITS: Mapping[Stage, tuple[str, str]] = {
    "refused": (
        "命令做不了",
        "返回 2，什么文件也不写；`--json` 时输出 `juesuan.error/2`。批量时只影响这一个部门，整批返回 1。",
    ),
    "figures": (
        "决算数据和补充资料",
        "有错误时 draft、refresh 返回 2，不写文件（加 `--force` 照做）；"
        "有错误或注意时 verify、check 返回 1。",
    ),
    "reasons": (
        "原因文件",
        "不影响 draft、refresh 的返回值：填得不一样的一处留空，其余照填；reasons 照写原因表，有错误时返回 1。",
    ),
    "document": (
        "文稿",
        "有错误或注意时 check 返回 1；有错误、过时的原因或没有定下来的句子时 publish 返回 2（加 `--force` 照写）。",
    ),
    "refresh": ("更新文稿时的情况", "不影响 refresh 的返回值；check 遇到其中的注意返回 1。"),
    "edition": (
        "版本（短语库）",
        "phrasebook check 返回 1；别的命令用到这个版本时返回 2，全部问题一次列出。",
    ),
    "batch": ("批量", "写在汇总里；说明和注意不影响返回值，错误使整批返回 1。"),
}
"""Per stage its title, and what the commands return."""


class Problem(NamedTuple):
    """One code: its severity (several where it depends), its stage, meaning and usual remedy."""

    code: str
    severities: tuple[Severity, ...]
    stage: Stage
    meaning: str
    remedy: str


_E: tuple[Severity, ...] = ("error",)
_W: tuple[Severity, ...] = ("warning",)
_I: tuple[Severity, ...] = ("info",)
_EW: tuple[Severity, ...] = ("error", "warning")

# fmt: off
PROBLEMS: tuple[Problem, ...] = (
    # A command that cannot be done.
    Problem("error", _E, "refused", "做不了，没有更具体的代码", "按提示处理"),
    Problem("usage", _E, "refused", "命令的写法不对", "用 --help 查看写法"),
    Problem("input", _E, "refused", "给出的文件或其中的一格不能用", "按提示改正指出的文件、格子"),
    Problem("output", _E, "refused", "目标文件不能写：已经存在、文件夹不存在、没有权限", "换一个位置，或加 --overwrite"),
    Problem("document", _E, "refused", "文稿打不开，或不是部门决算情况说明", "核对文件；应是 juesuan 生成、或由它改成的 .docx"),
    Problem("edition", _E, "refused", "版本有错误，或没有这个版本", "用 juesuan phrasebook check 查看全部问题"),
    Problem("edition-another", _E, "refused", "同名的版本内容不同，不知道用哪一个", "给出文件夹的路径，或另起名字"),
    Problem("figure-missing", _E, "refused", "有句子需要的数，决算表和补充资料里都没有", "在决算表或补充资料中补上，确实没有的填 0"),
    Problem("figures-contradict", _E, "refused", "决算数据有错误，没有生成文稿", "改正所列的错误；照现在的数生成加 --force"),
    Problem("not-ready", _E, "refused", "文稿还有没解决的问题，没有写出公开稿", "逐处改好；照现在的样子公开加 --force"),
    Problem("interrupted", _E, "refused", "被中断，没有写出文件；批量时做完的部门都在", "再运行同一条命令；批量会接着做"),
    Problem("internal", _E, "refused", "程序内部出错（单个命令返回 3）", "把诊断文件或汇总的 .jsonl 发给维护者"),
    Problem("file-missing", _E, "refused", "找不到文件", "核对文件名和文件夹"),
    Problem("file-locked", _E, "refused", "文件打不开：正在别的程序中打开，或没有权限", "关闭 Excel、WPS 后再试"),
    Problem("file-unreadable", _E, "refused", "文件打不开", "核对文件和磁盘"),
    Problem("file-empty", _E, "refused", "文件是空的", "重新导出或复制"),
    Problem("no-files", _E, "refused", "文件夹里没有可读的工作簿", "把决算表放进去，或直接给出文件"),
    Problem("damaged", _E, "refused", "文件已损坏", "用 Excel、Word 或 WPS 打开后另存"),
    Problem("encrypted", _E, "refused", "文件加了密码", "先去掉密码再保存"),
    Problem("too-large", _E, "refused", "文件太大，或展开后太大，不像决算文件", "只留决算表，另存为新的文件"),
    Problem("not-allowed", _E, "refused", "文件里有不允许的内容（实体定义、少见的编码）", "用 Excel、Word 或 WPS 打开后另存"),
    Problem("not-a-workbook", _E, "refused", "不是工作簿：网页、CSV、PDF、OFD、旧格式等", "另存为 .xlsx"),
    Problem("no-table", _E, "refused", "文件里没有认出决算表", "每张表上方写明表名，如“收入支出决算总表”"),
    Problem("tables-are-pictures", _E, "refused", "文档里的决算表是图片", "给出工作簿，或表格可编辑的 .docx"),
    Problem("table-not-understood", _E, "refused", "表名对，栏目或行次不是这张表的", "用部门决算公开表的原表，不改栏目"),
    Problem("table-twice", _E, "refused", "同一张表有两份，数不一样", "只留要公开的那一张"),
    Problem("code-twice", _E, "refused", "同一个科目在一张表里出现两次", "删去重复的一行"),
    Problem("unit-unknown", _E, "refused", "不认识表头的金额单位", "改为万元或元"),
    Problem("year-unstated", _E, "refused", "没有一张表写明年度", "在表头补上，如“2022年度”"),
    Problem("years-differ", _E, "refused", "各表或各份决算不是同一年度", "换成同一年度的"),
    Problem("no-prior", _E, "refused", "没有给上年的决算", "补上上年的文件；新设部门加 --first-year"),
    Problem("manifest", _E, "refused", "批量的清单读不懂：缺栏目、缺部门、部门重复", "照 docs/批量.md 填写清单"),
    Problem("no-document", _E, "refused", "批量：这个部门没有交来文稿", "把部门交回的 草稿.docx 放进来"),
    Problem("department-files", _E, "refused", "批量：这个部门的文件缺了、多了、分不清", "按提示补齐，或写进清单"),

    # What reading the figures and the supplement has to say.
    Problem("table-candidates", _W, "figures", "同一张表有几份候选，用了其中一份", "核对用的是不是要公开的那一份"),
    Problem("department-unstated", _W, "figures", "没有一张表写明部门名称", "在表头补上部门名称"),
    Problem("department-differs", _EW, "figures", "各表的部门名称不一致（注意）；文稿里写了别的部门名称（错误）", "改成同一个名称"),
    Problem("department-renamed", _W, "figures", "两年的部门名称不同", "核对是不是同一个部门"),
    Problem("account-renamed", _W, "figures", "同一个科目两年的名称不同", "核对；文稿用本年的名称"),
    Problem("amount-negative", _W, "figures", "决算表里有负数", "核对这个数"),
    Problem("line-not-read", _W, "figures", "一行有金额，却不是科目也不是合计，没有读取", "核对这一行"),
    Problem("priors-merged", _I, "figures", "上年数是几份决算相加的", "不必处理"),
    Problem("priors-table-missing", _W, "figures", "相加的几份决算不都有这张表，没有相加", "补上缺的表"),
    Problem("edition-year", _W, "figures", "句子的版本不是本年的", "核对当年的公开格式"),
    Problem("supplement-department", _W, "figures", "补充资料的部门与决算表不同", "核对是不是拿错了文件"),
    Problem("supplement-differs", _W, "figures", "补充资料与决算表的数不同，用了决算表的", "核对补充资料，或删去这一格"),
    Problem("supplement-unknown-key", _W, "figures", "补充资料里没有这一项，没有采用", "检查名称"),
    Problem("supplement-unknown-label", _W, "figures", "补充资料里没有这一项，没有采用", "检查名称，或从空白表里复制这一行"),
    Problem("supplement-not-applicable", _W, "figures", "这一行没有这一栏，没有采用", "填在有的栏里"),
    Problem("negative-amount", _W, "figures", "补充资料里有负数", "核对这个数"),

    # The accounting identities, within tables, between them, and with the supplement.
    Problem("identity-statement-sides-agree", _EW, "figures", "01、04表：收入总计应等于支出总计", "核对这些数"),
    Problem("identity-statement-parts", _EW, "figures", "01、04表：本年合计应等于各行之和", "核对这些数"),
    Problem("identity-statement-totals", _EW, "figures", "01、04表：总计应等于本年合计加结转等", "核对这些数"),
    Problem("identity-opening-parts", _EW, "figures", "04表：年初结转应等于三种预算之和", "核对这些数"),
    Problem("identity-fiscal-columns", _EW, "figures", "04表：每行合计应等于三种预算之和", "核对这些数"),
    Problem("identity-row-columns", _EW, "figures", "02、03、05、08、09表：每行合计应等于各栏之和", "核对这些数"),
    Problem("identity-account-levels", _EW, "figures", "02、03、05、08、09表：类应等于款之和，款应等于项之和", "核对这些数"),
    Problem("identity-account-totals", _EW, "figures", "02、03、05、08、09表：合计应等于各类之和", "核对这些数"),
    Problem("identity-economic-levels", _EW, "figures", "06表：类应等于款之和，人员、公用经费合计应等于各类之和", "核对这些数"),
    Problem("identity-fund-balances", _EW, "figures", "08、09表：年末结转应等于年初加收入减支出", "核对这些数"),
    Problem("identity-three-public-parts", _EW, "figures", "07表：“三公”经费合计应等于各项之和", "核对这些数"),
    Problem("identity-income-tables", _EW, "figures", "01、02表：本年收入合计及各来源应一致", "核对这些数"),
    Problem("identity-fiscal-sources", _EW, "figures", "01、04表：三种财政拨款收入应一致", "核对这些数"),
    Problem("identity-expenditure-tables", _EW, "figures", "01、03表：本年支出合计及各类应一致", "核对这些数"),
    Problem("identity-fiscal-income", _EW, "figures", "04、02表：财政拨款本年收入应一致", "核对这些数"),
    Problem("identity-fiscal-and-general", _EW, "figures", "04、05表：一般公共预算支出及各类应一致", "核对这些数"),
    Problem("identity-general-within-expenditure", _EW, "figures", "05表的每个科目不应大于03表", "核对这些数"),
    Problem("identity-basic-expenditure", _EW, "figures", "05、06表：基本支出应等于人员加公用经费", "核对这些数"),
    Problem("identity-three-public-and-basic", _EW, "figures", "07表的“三公”经费不应小于06表的同名支出", "核对这些数"),
    Problem("identity-fund-tables", _EW, "figures", "04、08、09表：政府性基金和国有资本经营的收支应一致", "核对这些数"),
    Problem("identity-procurement", _EW, "figures", "补充资料：采购总额应等于货物、工程、服务之和；小微不大于中小，中小不大于总额", "核对补充资料"),
    Problem("identity-ratings", _EW, "figures", "补充资料：各评价等级的个数之和应等于评价项目数", "核对补充资料"),
    Problem("identity-vehicles", _EW, "figures", "补充资料：车辆合计应等于各类车辆之和", "核对补充资料"),
    Problem("identity-operating-cost", _EW, "figures", "补充资料的机关运行经费不应大于06表的公用经费", "核对补充资料"),
    Problem("identity-carry-over", _W, "figures", "年初结转一般等于上年的年末结转", "核对；有更正的不必改"),

    # Reasons from files.
    Problem("reason-conflict", _EW, "reasons", "同一处原因几个文件填得不一样，都没有采用，这一处留空（reasons 是错误）", "商定一种，填进文稿，或改好原因文件"),
    Problem("reason-long", _W, "reasons", "一处原因超过一格能放的 32767 字，在原因表里接着写在下面的行里", "填回时会接在一起；公开的文稿里宜缩短"),
    Problem("reason-without-slot", _W, "reasons", "情况说明里没有这一处原因，没有采用", "核对键名"),

    # Slots of a document that wait for somebody.
    Problem("slot-unfilled", _E, "document", "这一处还没有填写", "填写黄色的地方"),
    Problem("slot-empty", _E, "document", "填写处是空的", "补写"),
    Problem("slot-unconfirmed", _E, "document", "自动填入的说法还没有人确认", "核对，属实的去掉标黄"),
    Problem("slot-placeholder", _E, "document", "填的是“无”“略”“待定”或一对括号，不是原因", "写明原因"),
    Problem("slot-missing", _W, "document", "没有找到这一处", "补写，或确认不写"),
    Problem("prompt-residue", _E, "document", "提示文字还留着", "填写，或删去提示"),
    Problem("reason-empty", _E, "document", "“主要原因是”后面没有写原因", "补写"),
    Problem("lead-doubled", _E, "document", "“主要原因是”这类引导的话说了两遍", "删去填写的话里重复的一处"),

    # Reasons that the figures have outrun, or that say nothing.
    Problem("reason-flipped", _W, "document", "写原因时是增加，现在是减少（或相反）", "重写这条原因"),
    Problem("reason-case-changed", _W, "document", "写原因时的情况（持平、新增等）变了", "核对这条原因"),
    Problem("reason-moved", _W, "document", "写原因之后增减的数变了很多", "核对这条原因"),
    Problem("reason-number-stale", _W, "document", "原因里写着原来的数", "换成现在的数"),
    Problem("reason-opposite", _W, "document", "同一条原因既说明增加，又说明减少", "分别写明"),
    Problem("reason-contradicts", _W, "document", "原因说的方向与数字相反", "核对这条原因"),
    Problem("reason-vacuous", _W, "document", "原因只说了增减，没有说出为什么", "写具体"),

    # What a sentence says otherwise than the figures.
    Problem("amount-differs", _E, "document", "金额与决算数据不一致", "改正，或核对决算数据"),
    Problem("amount-tail", _W, "document", "合计与各项之和差在尾数", "改正，或核对决算数据"),
    Problem("percent-differs", _E, "document", "百分比与决算数据、或与这句话自己的数不一致", "改正，或核对决算数据"),
    Problem("percent-sign", _E, "document", "百分号不对", "改正"),
    Problem("number-differs", _E, "document", "数字与决算数据不一致", "改正，或核对决算数据"),
    Problem("number-format", _W, "document", "数字的写法（小数位数）与其他数字不一致", "改成一样的写法"),
    Problem("unit-differs", _E, "document", "单位不对", "改正"),
    Problem("year-differs", _E, "document", "年份不对", "改正"),
    Problem("code-differs", _E, "document", "科目编码不对", "改正"),
    Problem("direction-differs", _E, "document", "增减方向与数字不一致", "改正"),
    Problem("name-differs", _E, "document", "科目或栏目的名称不对", "改正"),
    Problem("list-differs", _EW, "document", "列出的科目与决算数据不一致；只少了没有金额的项目是注意", "改正；确实不列的用 refresh 更新一次，或公开时加 `--settle 键`"),
    Problem("items-left-out", _I, "document", "人工没有列出没有金额的项目，已经记下", "不必处理"),
    Problem("parts-differ", _E, "document", "各项相加不等于合计", "核对这句话里的数"),
    Problem("figure-left-out", _W, "document", "少了一个数", "补上，或确认不写"),
    Problem("figure-unknown", _W, "document", "这个数在决算数据里没有", "核对"),
    Problem("amount-without-count", _W, "document", "有支出，个数却是 0", "核对补充资料"),
    Problem("count-without-amount", _W, "document", "有个数，支出却是 0", "核对补充资料和决算表"),
    Problem("vehicles-none-held", _W, "document", "有车辆运行费，保有量却是 0", "核对补充资料"),
    Problem("part-above-whole", _W, "document", "部分大于总数，或占比超过 100%", "核对补充资料和决算表"),
    Problem("hand-edited", _I, "document", "人工改写过的句子，数没有错", "不必处理"),
    Problem("punctuation", _W, "document", "标点不对，或少了标点", "改正"),
    Problem("numbering", _W, "document", "一组序号不连续，写明了重排以后的全部序号；refresh 在段落有增减时也说", "要重排的，照所列的改；程序不改人工的序号"),

    # What is missing, doubled, or left of a template.
    Problem("paragraph-missing", _EW, "document", "少了一段；写过、像是人工删去的（或没有记录的文稿更新时）是注意", "补上；确实不写的用 refresh 更新一次，或公开时加 `--settle 键`"),
    Problem("heading-missing", _W, "document", "少了一个标题", "补上"),
    Problem("paragraph-repeated", _E, "document", "这一段重复了", "删去多余的一段"),
    Problem("paragraph-extra", _E, "document", "决算数据里没有这一科目的这一段", "核对后删去"),
    Problem("alternatives-left", _E, "document", "模板里的选择项还留着", "留下对的一个"),
    Problem("blank-left", _E, "document", "空括号里没有内容", "填写或删去"),
    Problem("placeholder-left", _E, "document", "占位的 XX、____ 还没有换成内容", "改正"),
    Problem("punctuation-doubled", _W, "document", "标点重复", "删去多余的"),
    Problem("other-department", _W, "document", "出现了别的部门的名称", "改正"),
    Problem("other-year", _W, "document", "出现了别的年度", "核对"),
    Problem("statement-held", _W, "document", "更新时保留了人工写的句子，数据说的不一样", "决定用哪一种说法，改好"),
    Problem("comment-open", _E, "document", "还有人的批注没有处理", "处理批注，或加 `--drop-comments` 一并删去"),
    Problem("comment-dropped", _I, "document", "没有处理的批注按 `--drop-comments` 删去了", "不用处理"),
    Problem("trace-left", _I, "document", "图片、书签、样式的名称或嵌入的文件会随公开稿公开", "加 `--strict` 去掉"),
    Problem("figures-not-read", _I, "document", "没有给出决算表，没有按表核对", "写上本年和上年的决算表"),
    Problem("revisions-unresolved", _E, "document", "还有没有接受或拒绝的修订", "在“审阅”里全部处理"),

    # The tables of 第二部分 that a whole document carries.
    Problem("table-differs", _E, "document", "第二部分的表与决算数不同", "改正文稿中的表"),
    Problem("table-text-differ", _E, "document", "文字与第二部分的表不一致", "改成一致"),
    Problem("tables-unreadable", _EW, "document", "第二部分的表读不出来，没有核对", "按提示改好表"),
    Problem("tables-of-another-year", _E, "document", "第二部分的表是别的年度的，没有核对", "换成本年度的表"),

    # What a refresh did, or could not do.
    Problem("refresh-undone", _W, "refresh", "上次更新的数不在了：修订被拒绝，或改回了原来的数", "核对；按数据改，或把批注标为已解决"),
    Problem("anchors-lost", _I, "refresh", "定位标记已丢失，按文字找到了位置", "核对结果"),
    Problem("snapshot-damaged", _W, "refresh", "文稿里 juesuan 的记录已损坏，按文字比对", "核对结果"),
    Problem(
        "record-large", _I, "refresh", "juesuan 的记录很大，在 Word、WPS 里没有试过", "一直存为 .docx"
    ),
    Problem("paragraph-copied", _W, "refresh", "这一段被复制过，只更新了其中一段", "删去多余的一段"),
    Problem("paragraph-added", _I, "refresh", "按现在的数据新增了一段", "看一看"),
    Problem("paragraph-removed", _I, "refresh", "按现在的数据不再需要这一段，已删去", "看一看"),
    Problem("paragraph-kept", _W, "refresh", "不再需要的一段里有人工修改，保留了", "决定去留"),
    Problem("paragraph-deleted", _I, "refresh", "人工删去的一段没有恢复，已经记下", "不必处理"),
    Problem("settled", _I, "refresh", "按 `--settle` 定下了一处", "不必处理；数再变了会再说"),
    Problem("settled-nothing", _I, "refresh", "`--settle` 给出的键没有要定下的", "核对键名"),
    Problem("paragraph-unsure", _W, "refresh", "没有记录可比，只更新了数字", "核对这一段"),
    Problem("paragraphs-joined", _W, "refresh", "由几段合成的一段没有更新", "对照批注修改"),
    Problem("edition-changed", _I, "refresh", "句子的版本有改动，换成了新的说法", "看一看"),
    Problem("edition-sentence", _I, "refresh", "版本里的一句改了说法，列出原来的和现在的", "看一看"),

    # Mistakes of an edition.
    Problem("edition-syntax", _E, "edition", "YAML 或句子的写法有误", "检查引号、缩进、花括号"),
    Problem("edition-form", _E, "edition", "内容不是要求的形式", "照 docs/短语库.md 改写"),
    Problem("edition-unknown-name", _E, "edition", "句子里的名字、短语没有", "用 phrasebook names 查看全部名字"),
    Problem("edition-missing-phrase", _E, "edition", "短语缺少一种情况", "补上这一行"),
    Problem("edition-duplicate-key", _E, "edition", "键写了两次", "删去一处，或改用另一个键"),
    Problem("edition-unreachable", _E, "edition", "这一种写法永远轮不到", "改写条件，或删去"),
    Problem("edition-slot-without-rule", _E, "edition", "句子要的原因在 slots.yaml 里没有", "补上 label 和 prompt"),
    Problem("edition-numbering", _E, "edition", "编号方式没有，或绕回自己", "改用已有的编号方式"),
    Problem("edition-placeholder", _E, "edition", "新版本的说明还没有填写", "填写"),
    Problem("edition-unwritable", _E, "edition", "句子写法没错，用虚构的数试写时却写不出来", "按提示改写句子"),
    Problem("edition-figure-nowhere", _E, "edition", "句子要的数，决算表和补充资料里都没有", "在 supplement.yaml 里加上"),
    Problem("edition-follows", _I, "edition", "多半因为别处的错误，没有列出", "改好列出的，再检查一次"),
    Problem("edition-unused", _W, "edition", "没有用到", "不用的可以删去"),

    # Of a batch only.
    Problem("another-year", _W, "batch", "这个部门的年度与多数部门不同", "核对是不是拿错了文件"),
    Problem("supplement-twice", _W, "batch", "补充资料不止一份，用了工作簿", "核对，删去不用的"),
)
# fmt: on

CODES: Mapping[str, Problem] = {problem.code: problem for problem in PROBLEMS}
"""The problems by their codes."""
