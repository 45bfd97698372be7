"""Words that, at the start of a sentence, point back to the one before it. By language, in lower case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

__all__ = ["leans"]

_BACKWARD: Mapping[str, str] = {
    "en": (
        "he|she|it|they|this|that|these|those|his|her|hers|him|its|their|theirs|them|such|"
        "but|and|or|nor|so|yet|meanwhile|however|also|still|then|instead|moreover|nevertheless|nonetheless|therefore|"
        "thus|besides|additionally|furthermore|similarly|likewise|otherwise|hence|consequently|accordingly|indeed|"
        "in (?:addition|contrast|response|turn|that|it|his|her|their|fact|particular|short|other words|all)|"
        "on the other hand|for (?:example|instance|his|her|their|its|that|this)|as (?:a result|such)|at the same time|"
        "by (?:contrast|then|that time)|after (?:that|this|all)|before (?:that|this)|because of (?:that|this)|"
        "(?:that|it|he|she|they|this)['’](?:s|d|ll|re|ve)|another|others?|"
        "(?:some|one|two|three|four|both|all|many|most|none|neither|each|several|among|half) of (?:them|these|those)|"
        "among (?:them|these|those|other things)|both|the (?:two|three|four|pair|duo|trio|latter|former|same|other)|"
        "there,|here,|too|soon|eventually|finally|until then|since then|even so|plus|again|rather|anyway|well|yes|no,|"
        "of course|not only that|what['’]s more|more so|worse|asked|when asked|pressed|because|which|who|while there|"
        "like (?:him|her|them|that|this)|with (?:that|this)|to (?:that|this)|though|equally|elsewhere|as for|"
        "later,|afterwards?|regardless|earlier,|that said|a (?:second|third|fourth)|neither|either|none|now,|once there"
    ),
    "fr": (
        "il|elle|ils|elles|on|ce|c['’]est|c['’]était|cela|ça|cet|cette|ces|celui-ci|celle-ci|ceux-ci|son|sa|ses|leur|"
        "leurs|mais|et|or|donc|pourtant|cependant|toutefois|néanmoins|ainsi|alors|puis|ensuite|enfin|en outre|de plus|"
        "par ailleurs|en effet|en revanche|selon (?:lui|elle|eux)|pour (?:lui|elle|sa part)|de son côté|également|"
        "aussi|un autre|une autre|d['’]autres|tous deux|au contraire|à l['’]inverse|dans le même temps"
    ),
    "de": (
        "er|sie|es|dies|diese|dieser|dieses|diesen|diesem|das sei|das ist|das war|der sei|sein|seine|seiner|seinem|ihr|"
        "ihre|ihrer|ihrem|aber|und|doch|jedoch|dennoch|trotzdem|außerdem|zudem|dabei|damit|dazu|daher|deshalb|"
        "darum|dafür|dagegen|danach|davor|darüber|auch|so|dann|allerdings|hingegen|zugleich|gleichzeitig|"
        "unterdessen|inzwischen|beide|schließlich|stattdessen"
    ),
    "es": (
        "él|ella|ello|ellos|ellas|esto|eso|este|esta|estos|estas|ese|esa|esos|esas|su|sus|pero|y|e|sin embargo|además|"
        "no obstante|también|asimismo|por (?:eso|ello|tanto|otra parte|otro lado|su parte)|en cambio|así|entonces|"
        "luego|después|finalmente|mientras tanto|de hecho|ambos|ambas|otro|otra|otros|otras|según él|lo"
    ),
    "it": (
        "lui|lei|loro|egli|ella|essi|esso|questo|questa|questi|queste|quello|suo|sua|ma|e|però|"
        "tuttavia|inoltre|infatti|quindi|anche"
    ),
    "pt": (
        "ele|ela|eles|elas|isso|isto|este|esta|esse|essa|seu|sua|seus|suas|mas|e|porém|contudo|"
        "além disso|também|no entanto"
    ),
    "nl": "hij|zij|ze|het|dit|dat|deze|die|zijn|haar|hun|maar|en|ook|toch|echter|bovendien|daarnaast|daarom|dus",
    "ar": (
        "هو|هي|هم|هذا|هذه|ذلك|تلك|لكن|ولكن|كما|وأضاف|وأضافت|وتابع|وتابعت|وقال|وقالت|وأوضح|وأكد|"
        "وأشار|وأشارت|ثم|أيضا|كذلك|لذلك|وهو|وهي"
    ),
    "zh": "他|她|它|他们|她们|这|那|但|但是|然而|而且|此外|同时|不过|因此|所以|其",
    "ja": "彼|彼女|これ|それ|この|その|しかし|だが|また|さらに|そして|一方|同氏|同社|なお|ただ",
}
_WEAK_ATTRIBUTION = re.compile(
    r"[,.!?…][\"”’'»] (?:he|she|they|it) (?:\w+ )?(?:said|says|told|added|adds|wrote|tweeted|warned|argued|insisted|"
    r"explained|recalled|continued|asked|replied|concluded|noted|stressed)\b"
    r"|[\"”’'»],? (?:said|says|added|wrote) (?:he|she|they)\b"
    r"|[,;] (?:he|she|they) (?:said|says|told \w+|added|wrote)[.,]?(?: |\Z)"
)
_REACH = 40
_SPACELESS = frozenset(("zh", "ja"))


def leans(sentence: str, language: str) -> bool:
    """True where the sentence is only understood after the one before it; `language` is an ISO 639-1 code."""
    opener = _openers(language)
    if opener is not None and opener.match(sentence[:_REACH].lower()):
        return True
    if language != "en" or not any(pronoun in sentence for pronoun in (" he", " she", " they", " it ")):
        return False
    return _WEAK_ATTRIBUTION.search(sentence) is not None


@cache
def _openers(language: str) -> re.Pattern[str] | None:
    listed = _BACKWARD.get(language)
    if listed is None:
        return None
    end = "" if language in _SPACELESS else r"(?:(?<=,)|\b(?![’']?\w))"
    return re.compile(rf"[\"'“‘«(\[„「]*(?:{listed}){end}")
