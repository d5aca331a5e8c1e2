"""Who took a picture, by the words of its caption."""

from __future__ import annotations

import pytest

from jingwen.finding.picture_credits import credit_of


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("示例公园里的梅花。张小山 摄", "张小山"),
        ("工人在高空作业（李大海 摄）", "李大海"),
        ("志愿者在清理河道。记者 王小河 摄", "王小河"),
        ("花展现场。 张小山 李大海 摄", "张小山 李大海"),
        ("孩子们在图书馆里。（受访者供图）", "受访者"),
        ("图片来源：示例图库", "示例图库"),
        ("图源：示例新闻", "示例新闻"),
        ("题图：示例图库", "示例图库"),
        ("照片：示例社", "示例社"),
        ("石碑 图源：网络", "网络"),
        ("圖說：入口的石碑", None),
        ("石碑。示例记者 张三 图", "张三"),
        ("石碑。（图：示例社）", "示例社"),
        ("石碑。（圖／示例社提供）", "示例社"),
        ("石碑。（記者張三攝）", "張三"),
        ("石碑。（資料照，記者張三攝）", "張三"),
        ("石碑。攝影／張三", "張三"),
        ("石碑。摄影：张三 李四", "张三 李四"),
        ("▲石碑。（圖／記者張三攝）", "張三"),
        ("石碑。本報資料照", None),
        ("图为花展现场。", None),
        ("示例公园的梅花", None),
        ("", None),
    ],
)
def test_the_credit_that_a_caption_names(text: str, credit: str | None) -> None:
    assert credit_of(text) == credit


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The tram leaves. Photo: Jane Doe", "Jane Doe"),
        ("The tram leaves. Photo by Jane Doe", "Jane Doe"),
        ("The tram leaves. Photograph: Jane Doe/Agency", "Jane Doe/Agency"),
        ("The tram leaves. (AP Photo/Jane Doe)", "Jane Doe"),
        ("The tram leaves. (Photo by Jane Doe/Getty Images)", "Jane Doe/Getty Images"),
        ("The tram leaves. (Jane Doe/AP)", "Jane Doe/AP"),
        ("The tram leaves. Jane Doe/Reuters", "Jane Doe/Reuters"),
        ("The tram leaves. © Jane Doe", "Jane Doe"),
        ("The tram leaves. (c) 2024 Jane Doe", "Jane Doe"),
        ("The tram leaves. | Image: Jane Doe", "Jane Doe"),
        ("Photo: Jane Doe. The tram leaves.", "Jane Doe"),
        ("The tram, courtesy of the museum.", "the museum"),
        ("Die Bahn fährt. Foto: Jane Doe / dpa", "Jane Doe / dpa"),
        ("Die Bahn fährt. Bildquelle: Jane Doe", "Jane Doe"),
        ("Le tram part. Crédit photo : Jeanne Doe", "Jeanne Doe"),
        ("Il tram parte. (Foto di Maria Rossi)", "Maria Rossi"),
        ("Tramwaj rusza. Fot. Jan Nowak", "Jan Nowak"),
        ("Трамвай вернулся. Фото: Иван Петров", "Иван Петров"),
        ("Ảnh: Nguyễn Văn A", "Nguyễn Văn A"),
        ("전차가 돌아왔다. [사진=홍길동]", "홍길동"),
        ("路面電車が戻った＝山田太郎撮影", "山田太郎"),
        ("路面電車が戻った（写真：山田太郎）", "山田太郎"),
        ("The tram, a picture of calm, by the river.", None),
        ("Image matters to the mayor.", None),
        ("He takes photos from the bridge of the river at dawn", None),
        ("The photo by the door was old.", None),
        ("A copyright case", None),
        ("Photo: the tram leaves the depot on the first day of the new line in the rain", None),
    ],
)
def test_the_credit_in_other_languages(text: str, credit: str | None) -> None:
    assert credit_of(text) == credit
