"""What staff do to a generated paragraph, as data: ordinary edits, unsafe edits, whole rewritings.

An edit is a pattern and what to write over one of its matches; it works on any text, so on a paragraph
of a real document too. ``\ufffc`` stands for what fills a slot and is never touched.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

SLOT = "\ufffc"
AMOUNT = r"\d+\.\d\d万元?"
UP_DOWN = "(?:增加|减少)"
PERCENT = r"\d+\.\d\d%"


@dataclass(frozen=True)
class Edit:
    """Write ``new`` over one match of ``old``."""

    name: str
    old: str
    new: str

    def places(self, text: str) -> list[tuple[int, int, str]]:
        """Every place where the edit may be made: start, end, new words."""
        return [
            (match.start(), match.end(), new)
            for match in re.finditer(self.old, text)
            if (new := self._new(match)) != match[0] and SLOT not in match[0]
        ]

    def _new(self, match: re.Match[str]) -> str:
        if self.new == "@wide":
            return match[0].translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789."})
        return match.expand(self.new)

    def made(self, text: str, rng: random.Random) -> tuple[int, int, str] | None:
        """One of them, or nothing where the text has none."""
        places = self.places(text)
        return rng.choice(places) if places else None


_SPACES = {"∅": ""}


def _spaced(new: str) -> str:
    return new.replace("␣", " ").replace("␠", "\u3000")


def _edits(table: str) -> tuple[Edit, ...]:
    rows = (line.strip().split(" || ") for line in table.strip().splitlines())
    return tuple(
        Edit(name.strip(), old.strip(), _SPACES.get(new.strip(), _spaced(new.strip())))
        for name, old, new in rows
    )


ORDINARY = _edits(
    r"""
    a clause of purpose behind the amount || (支出\d+\.\d\d万元，)(?=[较比]) || \g<1>主要用于保障日常运转和业务开展，
    a clause of source behind the amount || (支出\d+\.\d\d万元，)(?=[较比]) || \g<1>由县级财政安排，
    a clause behind the amount with a pause || (支出\d+\.\d\d万元)，(?=[较比]) || \g<1>；
    a clause behind the percentage || (增长|下降)(\d+\.\d\d%)(?=。) || \g<1>\g<2>，用于改善办公条件
    a clause behind a ratio || (占\d+\.\d\d%)(?=[；。]) || \g<1>，是主要来源
    a clause behind a completion || (完成[^，；。]*%)(?=[，；。]) || \g<1>，执行情况正常
    a clause behind an amount at the end || (收入\d+\.\d\d万元)(?=。) || \g<1>，均按规定入账
    a clause before the comparison || (，)(?=[较比与][^，。]*年[^，。]*[增减]) || \g<1>按决算口径统计，
    a bracket behind the name || (支出)(?=\d+\.\d\d万元) || \g<1>（含分馆）
    a bracket behind the name, half width || (支出)(?=\d+\.\d\d万元) || \g<1>(含分馆)
    a bracket behind an amount || (\d+\.\d\d万元)(?=[，；。、]) || \g<1>（详见附表）
    a bracket behind a percentage || (\d+\.\d\d%)(?=[，；。]) || \g<1>（按印出的数计算）
    a bracket behind a level || (持平)(?=[，；。]) || \g<1>（已核对）
    a bracket of contents behind an amount || (\d+\.\d\d万元)(?=[，；。]) || \g<1>（含专项经费）
    a bracket with a number behind an amount || (支出\d+\.\d\d万元)(?=[，；。]) || \g<1>（其中县本级12.34万元）
    a bracket behind a count || (\d+[辆个])(?=[、，；。]) || \g<1>（已核对）
    a bracket behind a kind of car || (用车)(?=\d+辆) || \g<1>（在编）
    a bracket behind guests || (\d+批次)(?=[、，]) || \g<1>（含调研）
    a bracket in a list || (办公费) || \g<1>（含耗材）
    a word at the beginning of an item || (?<=）)(?=\d{7}-) || 我馆
    a word before the name || (?<=年度)(?=[一-龥“]*(?:支出|收入)\d) || 全县
    a word before the amount || (支出)(?=\d+\.\d\d万元) || \g<1>全年
    two words before the amount || (收入|支出)(总计)?(?=\d+\.\d\d万元) || \g<1>\g<2>实际为
    be || (支出|收入|总计)(?=\d+\.\d\d万元) || \g<1>为
    altogether || (支出|收入|总计)(?=\d+\.\d\d万元) || \g<1>共
    altogether, two letters || (支出|收入|总计)(?=\d+\.\d\d万元) || \g<1>共计
    about the amount || (支出|收入|总计)(?=\d+\.\d\d万元) || \g<1>约
    about the difference || (增加|减少)(?=\d+\.\d\d万元) || \g<1>约
    about the percentage || (增长|下降)(?=\d+\.\d\d%) || \g<1>约
    about the completion || (完成[^，；。\d]*)(?=\d+\.\d\d%) || \g<1>约
    or so behind the percentage || ((?:增长|下降)\d+\.\d\d%)(?=[，；。]) || \g<1>左右
    or so behind the difference || ((?:增加|减少)\d+\.\d\d万元)(?=[，；。]) || \g<1>左右
    done || (增加|减少)(?=\d+\.\d\d万元) || \g<1>了
    done, of the percentage || (增长|下降)(?=\d+\.\d\d%) || \g<1>了
    year on year behind the lead || (年度?(?:决算数)?)(增加|减少)(?=\d) || \g<1>同比\g<2>
    year on year for the lead || [较比](?:上年|\d{4}年度)(?:决算数)?(?=(?:增加|减少|增长|下降)\d) || 同比
    year on year before the percentage || (增长|下降)(?=\d+\.\d\d%) || 同比\g<1>
    than, another word || [较](?=上年) || 比
    than, the other word || [比](?=上年|\d{4}年度) || 较
    with instead of than || [较比](上年)(?:决算数)?(?=(?:增加|减少)\d) || 与\g<1>相比
    last year, another word || (?<=[较比与])上年(?=决算数|增加|减少|持平) || 去年
    last year in full || (?<=[较比与])上年(?=决算数|增加|减少|持平) || 上年度
    final figure left out || (?<=上年)决算数(?=增加|减少|增长|下降|持平) || ∅
    that year for last year || (?<=[与比])\d{4}年度(?=相比|增加|减少|持平) || 上年
    that year without degree || (?<=[与比])(\d{4}年)度(?=相比|增加|减少|持平) || \g<1>
    compared, another word || (?<=年度)相比(?=，) || 比较
    grew for rose || 增长(?=\d+\.\d\d%) || 上升
    fell for sank || 下降(?=\d+\.\d\d%) || 降低
    rose for more || 增加(?=\d+\.\d\d万元) || 增长
    fell for less || 减少(?=\d+\.\d\d万元) || 下降
    equal for level || 持平(?=[，；。]) || 一致
    without the unit's last letter || (?<=\d)万元(?=，[增下]) || 万
    with the unit's last letter || (?<=\d)万(?=（) || 万元
    a space before the unit || (?<=\d)(?=万元) || ␣
    spaces around a number || (支出|收入)(\d+\.\d\d) || \g<1> \g<2>␣
    a wide space behind a comma || (，) || ，␠
    full width digits || (?<=支出|收入|用车)\d+(?:\.\d\d)? || @wide
    full width per cent || (\d+\.\d\d)%(?=[，；。]) || \g<1>％
    thousands separators || (?<=[出入计])(\d{1,3})(\d{3}\.\d\d)(?=万元) || \g<1>,\g<2>
    half width brackets || （(境|款|项|类|护|省|套)） || (\g<1>)
    half width comma || ， || ,
    a semicolon for a comma || (?<=万元)，(?=[增下]) || ；
    a comma for a semicolon || ；(?=[一-龥]) || ，
    a comma for a pause || (?<=[辆元个])、 || ，
    a full stop for a semicolon || ；(?=单位价值|单价|公用经费|其他) || 。
    a colon left out || (?<=其中)： || ，
    other quotes || “(三公|优|良)” || "\g<1>"
    quotes left out || “(三公)” || \g<1>
    a sentence before || ^ || 我馆严格执行预算管理制度。
    a sentence with a year before || ^ || 2019年以来，我馆不断规范财务管理。
    a sentence with a number before || ^ || 我馆共有编制15人。
    a sentence behind || $ || 下一步将继续加强预算管理。
    a sentence with a direction behind || $ || 同时，人员有所减少。
    a sentence with a number behind || $ || 全年举办活动36场。
    a sentence of comparison behind || $ || 其中差旅费较上年减少1.11万元。
    a sentence in the middle || (?<=。)(?=[一-龥“]) || 有关情况已按规定公示。
    a name mended: code left out || (?<=）)\d{7}-(?=[一-龥]) || ∅
    a name mended: a letter more || (?<=\d{7}-)([一-龥]{2,})支出(?=\d) || \g<1>经费支出
    a name mended: a letter more in front || (?<=\d{7}-)(?=[一-龥]) || 县
    a name mended: another dash || (?<=\d{7})-(?=[一-龥]) || —
    a name mended: a space for the dash || (?<=\d{7})-(?=[一-龥]) || ␣
    a name mended: department || 本部门(?=\d{4}年度政府|共有|组织) || 本单位
    a name mended: reception || 公务接待费支出(?=\d) || 公务接待经费支出
    a name mended: cars || 公务用车运行费支出(?=\d) || 公务用车运行维护费支出
    a name mended: general budget || 一般公共预算拨款支出(?=\d) || 一般公共预算财政拨款支出
    a name mended: staff || 人员支出(?=\d) || 人员经费支出
    a name mended: cars in full || 特种专业技术用车 || 特种专业车辆用车
    a name mended: purchases || 政府采购货物支出 || 政府采购货物类支出
    a name mended: kind || （项）(?=。) || （项级）
    a noun of the edition left out || (?<=支出)决算(?=为|增加|减少) || ∅
    the ordinal in half width || ^（([一二三四五六七八九十]+)） || (\g<1>)
    of course || (?<=，)(?=[较比]上年) || 总体
    by the way || (?<=：)(?=[一-龥]{2,}(?:收入|支出|经费)\d) || 一是
    reworded lead of a reason || (?<=。)主要原因是 || 主要是因为
    a word in the lead of a reason || (?<=。)(?=主要原因是) || 其
    """
)
"""More than eighty kinds of edits that leave every figure's meaning alone."""


UNSAFE = _edits(
    r"""
    no longer || (?<=[年数度])(增加|减少)(?=\d) || 不再\g<1>
    not || (?<=[年数度])(增加|减少|持平)(?=\d|[，。；]) || 未\g<1>
    slightly || (?<=[年数度])(增加|减少)(?=\d) || 略\g<1>
    somewhat || (?<=[年数度])(增加|减少)(?=\d) || 略有\g<1>
    greatly || (?<=[年数度])(增加|减少)(?=\d) || 大幅\g<1>
    basically || (?<=[年数度])(持平) || 基本\g<1>
    clearly || (增长|下降)(?=\d+\.\d\d%) || 明显\g<1>
    more than || (支出|收入)(?=\d+\.\d\d万元) || \g<1>超过
    less than || (支出|收入)(?=\d+\.\d\d万元) || \g<1>不足
    nearly || (支出|收入)(?=\d+\.\d\d万元) || \g<1>近
    at least || (支出|收入)(?=\d+\.\d\d万元) || \g<1>至少
    and more || (\d+\.\d\d)(?=万元) || \g<1>多
    or more || (\d+\.\d\d万元) || \g<1>以上
    within || (\d+\.\d\d万元) || \g<1>以内
    a range || (\d+\.\d\d)(?=万元) || \g<1>-9999.99
    a range in words || (\d+\.\d\d)(?=万元) || \g<1>至9999.99
    for years || (?<=[年数度])(增加|减少)(?=\d) || 连续三年\g<1>
    year after year || (增长|下降)(?=\d+\.\d\d%) || 逐年\g<1>
    cumulative || (支出|收入)(?=\d+\.\d\d万元) || \g<1>累计
    last year's || (支出|收入)(?=\d+\.\d\d万元) || 上年\g<1>
    of an earlier year || (支出|收入)(?=\d+\.\d\d万元) || 2018年\g<1>
    the budget || (支出|收入)(?=\d+\.\d\d万元) || \g<1>预算
    at the beginning of the year || (支出|收入)(?=\d+\.\d\d万元) || \g<1>年初预算数
    a total || (支出|收入)(?=\d+\.\d\d万元) || \g<1>合计
    the average || (支出|收入)(?=\d+\.\d\d万元) || \g<1>人均
    planned || (支出|收入)(?=\d+\.\d\d万元) || 预计\g<1>
    another subject before the comparison || (?<=，)(?=[较比]上年) || 差旅费
    another subject after the name || (支出)(?=\d+\.\d\d万元) || \g<1>中差旅费
    a part of it before the comparison || (?<=，)(?=[较比]上年) || 其中培训费30.00万元，
    together with another || (支出)(?=\d+\.\d\d万元) || \g<1>和其他商品服务支出
    without a part || (支出)(?=\d+\.\d\d万元) || \g<1>（不含基建）
    another unit || (?<=\d\d)万元(?=，) || 亿元
    a smaller unit || (?<=\d\d)万元(?=，) || 元
    points of per cent || (?<=\d\d)%(?=[，。；]) || 个百分点
    a sign || (支出|收入)(?=\d+\.\d\d万元) || \g<1>≥
    overtyped amount || (?<=支出)\d+\.\d\d(?=万元) || 9876.54
    overtyped difference || (?<=增加|减少)\d+\.\d\d(?=万元) || 9876.54
    overtyped percentage || (?<=增长|下降)\d+\.\d\d(?=%) || 9876.54
    percentage before difference || [较比](?:上年|\d{4}年度)(?:决算数)?(增加|减少)(\d+\.\d\d)万元，(增长|下降)(\d+\.\d\d%) || 同比\g<3>\g<4>（\g<1>\g<2>万元）
    difference behind || (?<=[年数])(增加|减少)(\d+\.\d\d万元)，(增长|下降)(\d+\.\d\d%) || \g<3>\g<4>，\g<1>\g<2>
    budget for last year || (?<=[较比与])上年(?:决算数)?(?=增加|减少|持平) || 年初预算数
    an earlier year for last year || (?<=[较比与])(?:上年|\d{4}年度)(?:决算数)?(?=增加|减少|持平) || 2019年
    twice || (增长|下降)(?=\d+\.\d\d%) || 成倍\g<1>
    """
)
"""More than thirty kinds of edits after which a figure means something else."""

TURNING = _edits(
    r"""
    direction behind the comparison || ((?:增长|下降)\d+\.\d\d%)(?=[。]) || \g<1>，降幅较大
    direction in a bracket behind || ((?:增长|下降)\d+\.\d\d%)(?=[，；。]) || \g<1>（属正常减少）
    """
)
"""Harmless while the direction stays; held when it turns."""


REWRITINGS = tuple(
    line.strip()
    for line in r"""
    该项支出较上年决算数略有增长，属正常波动。减少原因：合并；增加原因：无。
    该项支出较上年决算数略有下降，属正常波动。增加原因：新增；减少原因：无。
    支出不再增长，主要是厉行节约。
    支出不再下降，主要是刚性支出增加。
    下降原因是项目结束，增长原因是政策性增支，两者相抵。
    与上年相比，有增有减，总体平稳。
    与上年决算数基本持平，没有大的增减变化。
    同比增减幅度不大，不作说明。
    今年花了{a}万元，去年花得少一些。
    今年花了{a}万元，比去年多花{d}万元。
    今年花了{a}万元，比去年少花{d}万元。
    我馆全年用了{a}万元，其中工资三十万元。
    大约{a}万元，具体见附表。
    实际花费不到{a}万元。
    增长{p}，减少{d}万元。
    同比增长{p}（减少{d}万元）。
    同比增长{p}（增加{d}万元）。
    同比下降{p}（减少{d}万元）。
    变动额为{d}万元，变动率为{p}。
    变动率为{p}，变动额为{d}万元。
    {d}万元的变动主要是人员变化引起的，{p}的幅度属于正常。
    支出由{b}万元变为{a}万元。
    支出从{b}万元到{a}万元，增加了不少。
    支出从{b}万元到{a}万元，减少了不少。
    上年{b}万元，本年{a}万元。
    本年{a}万元，上年{b}万元。
    本年与上年分别为{a}万元和{b}万元。
    {a}万元与{b}万元相比，差{d}万元。
    增加的原因是工资调整，减少的原因是项目完成，增减相抵后为{d}万元。
    如果不考虑一次性因素，较上年决算数减少，而不是增加。
    如果不考虑一次性因素，较上年决算数增加，而不是减少。
    不是增加而是减少。
    不是减少而是增加。
    既没有增加，也没有减少。
    增加或者减少都要说明原因。
    连续三年增长，连续两年下降。
    前三年分别增长5.00%、6.00%、{p}。
    占比由50.00%提高到{p}。
    预算{a}万元，决算待定。
    预算为{a}万元，执行率{p}。
    合计{a}万元，人均2.00万元。
    人均支出{a}万元，较上年增加。
    超过{a}万元，低于{b}万元。
    在{a}万元至{b}万元之间。
    {a}-{b}万元。
    {a}万元左右，最高不超过{b}万元。
    其中工资{a}万元，奖金{d}万元。
    工资福利支出{a}万元，商品和服务支出{d}万元，均较上年减少。
    经费{a}元（不是万元）。
    支出{a}亿元。
    共支出三百余万元，增长一成。
    支出较多，主要是年底集中支付，增加较大。
    支出较少，主要是部分项目推迟，减少较多。
    因机构改革，与上年不可比。
    按照要求压减一般性支出，全年下降{p}以上。
    全年增长{p}以内，符合预期。
    原计划增加{d}万元，后来取消。
    预计下年减少{d}万元，下降{p}。
    该项支出为零。
    没有变化。
    本年未发生增减。
    具体变动情况见第二部分表五，此处从略。
    增长主要体现在：人员{d}万元，公用0.50万元；减少主要体现在：项目1.00万元。
    减少{d}万元的主要原因是增加的人员由其他经费列支。
    增加{d}万元的主要原因是减少的补助由上级承担。
    由增转减，值得关注。
    由减转增，值得关注。
    年初下降、年中增长、年末持平。
    """.strip().splitlines()
)
"""What somebody wrote instead of a generated sentence: {a} the amount, {b} another, {d} difference, {p} percentage."""
