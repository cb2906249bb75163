"""The commands for authors of editions: phrasebook list, check, names, preview, new, add, remove."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from juesuan.cli.arguments import Json, Reasons, SupplementFile
from juesuan.cli.help import ChineseCommand, ChineseGroup
from juesuan.cli.terminal import Terminal
from juesuan.files import make_folder, remove_files, write_all

phrasebook = typer.Typer(
    cls=ChineseGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="各地的版本：查看、检查、预览、新建、添加。",
)

Name = Annotated[str, typer.Argument(metavar="版本", help="版本的名字，或版本文件夹的路径")]


@phrasebook.command("list", cls=ChineseCommand)
def list_command(json: Json = False) -> None:
    """列出可以用名字称呼的版本：随程序来的和自己添加的。"""
    from juesuan.app.phrasebook import list_editions

    terminal = Terminal(as_json=json)
    listed = list_editions()
    for each in listed:
        origin = "随程序来的" if each.shipped else "自己添加的"
        title = each.title or f"（读不出来，用 juesuan phrasebook check {each.name} 查看原因）"
        terminal.say(f"{each.name}  {title}\n    依据：{each.source}\n    {origin}：{each.folder}")
    terminal.document("juesuan.phrasebook-list/2", (), {"editions": [asdict(each) for each in listed]})


@phrasebook.command("check", cls=ChineseCommand)
def check_command(edition: Name, json: Json = False) -> None:
    """检查一个版本，一次列出所有问题。没有问题返回 0，有问题返回 1。"""
    from juesuan.authoring import check_edition

    terminal = Terminal(as_json=json)
    findings = check_edition(edition)
    terminal.findings(findings)
    terminal.say(f"{edition}：{len(findings)}处问题" if findings else f"{edition}：没有发现问题")
    terminal.document("juesuan.phrasebook-check/2", findings, {"clean": not findings})
    if findings:
        raise typer.Exit(1)


@phrasebook.command("names", cls=ChineseCommand)
def names_command(
    edition: Name,
    years: Annotated[
        list[Path] | None, typer.Argument(metavar="上年", help="上年的决算表，写在 --figures 本年 的后面")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option("--figures", metavar="本年", help="本年的决算表：每个名字列出它现在的值")
    ] = None,
    supplement: SupplementFile = None,
    json: Json = False,
) -> None:
    """列出句子里可以用的全部名字：意思、单位、来自哪张表。"""
    from juesuan.app.phrasebook import usable_names

    if not figures and (years or supplement):
        raise typer.BadParameter("请先写 --figures 和本年的决算表", param_hint="--figures")
    terminal = Terminal(as_json=json)
    names = usable_names(edition, [figures, *(years or ())] if figures else (), supplement)
    for each in names:
        parts = [
            each.unit and f"单位：{each.unit}",
            each.source and f"来自{each.source}",
            each.value and f"现在：{each.value}",
        ]
        told = "；".join(part for part in (each.meaning, *parts) if part)
        terminal.say(f"{each.kind}  {each.name}  {told}")
    terminal.document("juesuan.phrasebook-names/2", (), {"names": [asdict(each) for each in names]})


@phrasebook.command("preview", cls=ChineseCommand)
def preview_command(
    edition: Name,
    figures: Annotated[list[Path], typer.Argument(metavar="决算表", help="本年的决算表，后面写上年的")],
    supplement: SupplementFile = None,
    reasons: Reasons = None,
    json: Json = False,
) -> None:
    """用这个版本把情况说明写成文字，看看读起来怎样。"""
    from juesuan.app.phrasebook import preview

    terminal = Terminal(as_json=json, result_only=True)
    text, findings = preview(edition, figures, supplement, reasons or ())
    terminal.findings(findings)
    terminal.result(text)
    terminal.document("juesuan.phrasebook-preview/2", findings, {"paragraphs": text.splitlines()})


@phrasebook.command("new", cls=ChineseCommand)
def new_command(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新版本放在哪个文件夹")],
    source: Annotated[str, typer.Option("--from", metavar="版本", help="从哪个版本复制")] = "fujian-2022",
    json: Json = False,
) -> None:
    """从一个现有的版本复制出新版本，供修改。"""
    from juesuan.authoring import new_edition

    terminal = Terminal(as_json=json)
    files = new_edition(folder, source)
    make_folder(folder)
    write_all(files, overwrite=False)
    terminal.say(f"已写出 {folder}：{len(files)}个文件。改好后用 juesuan phrasebook check {folder} 检查")
    terminal.document("juesuan.phrasebook-new/2", (), {"files": [str(path) for path in files]})


@phrasebook.command("add", cls=ChineseCommand)
def add_command(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="版本的文件夹；文件夹的名字就是版本的名字")
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="已添加过同名的版本时替换它")] = False,
    json: Json = False,
) -> None:
    """添加自己的版本：此后用名字就能用它，更新用它生成的文稿也能找到它。有错误的不添加，返回 1。"""
    from juesuan.app.own_editions import addition

    terminal = Terminal(as_json=json)
    added = addition(folder, overwrite=overwrite)
    if added.sound:
        make_folder(added.folder)
        write_all(added.files, overwrite=overwrite)
        remove_files(added.stale)
    terminal.findings(added.findings)
    terminal.say(
        f"已添加版本“{added.name}”，放在 {added.folder}。以后用 --edition {added.name} 使用"
        if added.sound
        else f"{folder}：{len(added.findings)}处问题，没有添加"
    )
    told = {"name": added.name, "folder": str(added.folder), "added": added.sound}
    terminal.document("juesuan.phrasebook-add/2", added.findings, told)
    if not added.sound:
        raise typer.Exit(1)


@phrasebook.command("remove", cls=ChineseCommand)
def remove_command(
    name: Annotated[str, typer.Argument(metavar="名字", help="自己添加的版本的名字")], json: Json = False
) -> None:
    """删去一个自己添加的版本。"""
    from juesuan.app.own_editions import removal

    terminal = Terminal(as_json=json)
    files = removal(name)
    remove_files(files)
    terminal.say(f"已删去自己添加的版本“{name}”：{files[0].parent}")
    terminal.document("juesuan.phrasebook-remove/2", (), {"name": name, "folder": str(files[0].parent)})
