"""XPath written as CSS that lexbor takes.

Most of what site files say has a twin in CSS: steps are combinators, tests of attributes are attribute selectors,
positions are ``:nth-…``, a step back up is ``:has()``. What has none (comparing texts, arithmetic, ``following::``) is
refused with the reason, never guessed: a selector that finds something else is worse than none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .operands import attribute_of, is_folding, literal, named, words_of
from .positions import FIRST, LAST, MIRRORED, is_position, position_of
from .xpath import Call, Compared, Filtered, Joined, Path, Step, Tree, XPathError, read

IDENT = re.compile(r"-?[A-Za-z_][\w-]*", re.ASCII)
# Text, as far as CSS can ask for it: lexbor has a pseudo-class of its own, for what stands in an element but in none
# within it.
HOLDS = ":lexbor-contains("
SELF = Step("self", "*")
COMBINED = re.compile(r"[\s>+~,]")
FORWARD = {"child": " > ", "//": " ", "descendant": " ", "following-sibling": " ~ "}
BACKWARD = {"parent": "> ", "ancestor": "", "preceding-sibling": "~ "}
# Axes on which a position is one among brothers and sisters, as in CSS.
COUNTED = ("child", "//")
ASIDE = (*BACKWARD, "following-sibling")
LONGEST = 10_000
META = re.compile(r"[\\.+*?()|\[\]{}^$]")


class Found(NamedTuple):
    """One path as CSS.

    ``take`` is what is meant of its elements: ``""`` all their text, ``text`` their own, or, behind ``@``, the name of
    an attribute; ``match`` a pattern for the part of that. ``first``: of all elements on the page the first is
    meant, as a field means it anyway.
    """

    css: str
    take: str = ""
    match: str | None = None
    first: bool = False

    @property
    def selector(self) -> str:
        """As a rule's field has it, with ``::text`` or ``::attr(x)``."""
        if self.take.startswith("@"):
            return f"{self.css}::attr({self.take[1:]})"
        return f"{self.css}::text" if self.take else self.css


def translate(source: str) -> list[Found]:
    """The paths of ``source`` (several where it has ``|``) as CSS, in their order. Raises ``XPathError``."""
    return [_top(tree) for tree in read(source)]


def literally(text: str) -> str:
    """``text`` as a pattern that matches just that."""
    return META.sub(r"\\\g<0>", text)


def _top(tree: Tree) -> Found:
    """A whole expression: a path, or a function of one that asks for a part of its text."""
    if isinstance(tree, Call) and tree.name in ("string", "normalize-space") and len(tree.arguments) == 1:
        return _top(tree.arguments[0])
    if isinstance(tree, Call) and tree.name in ("substring-after", "substring-before") and len(tree.arguments) == 2:
        return _part(tree)
    if isinstance(tree, Call) and tree.name == "id":
        return Found(_of_id(tree))
    if isinstance(tree, Filtered):
        return _filtered(tree)
    if not isinstance(tree, Path):
        raise XPathError(f"{named(tree)} finds no element")
    if not tree.absolute:
        raise XPathError("it begins at no /, so that it finds nothing; expected // before it")
    return _path(tree.steps, "")


def _part(call: Call) -> Found:
    inside = _top(call.arguments[0])
    mark = literally(literal(call.arguments[1]))
    if call.name == "substring-after" and inside.match is None:
        return inside._replace(match=f"{mark}(.*)")
    if call.name == "substring-before" and inside.match is None:
        return inside._replace(match=f"^(.*?){mark}")
    if call.name == "substring-before" and inside.match and inside.match.endswith("(.*)"):
        return inside._replace(match=f"{inside.match.removesuffix('(.*)')}(.*?){mark}")
    raise XPathError(f"{call.name} of a part of a text has no twin in a rule")


def _filtered(tree: Filtered) -> Found:
    """``(a | b)[1]/c``: of all elements of the page the first or the last."""
    found = [_top(each) for each in tree.inside]
    if tree.predicates == (1.0,) and tree.below is None and len(found) == 1:
        return found[0]._replace(first=True)
    if any(each.take or each.match for each in found):
        raise XPathError("a position among texts or attributes has no twin in CSS")
    css = _any([each.css for each in found])
    for predicate in tree.predicates:
        if isinstance(predicate, float) or is_position(predicate):
            raise XPathError("a position on the whole page has no twin in CSS")
        css += _condition(predicate)
    return Found(css) if tree.below is None else _path(tree.below.steps, css)


def _path(steps: tuple[Step, ...], css: str) -> Found:
    take = ""
    for number, step in enumerate(steps):
        if number and steps[number - 1].test == "node()" and step.axis in ASIDE:
            raise XPathError(f"{step.axis}:: of node(), which texts are too, has no twin in CSS")
        if step.axis == "attribute" or step.test == "text()":
            if number != len(steps) - 1:
                raise XPathError(f"a step goes on behind {_named_step(step)}")
            if step.predicates:
                raise XPathError(f"a condition on {_named_step(step)} has no twin in CSS")
            take, css = _taken(step, css)
            break
        css = _step(step, css)
    if not css:
        raise XPathError("it finds the whole page")
    return Found(css, take)


def _taken(step: Step, css: str) -> tuple[str, str]:
    """What a step to a text or an attribute takes, and of which elements."""
    if step.axis == "attribute":
        if step.test == "*":
            raise XPathError("@* has no twin in CSS")
        return f"@{step.test}", css if css not in ("", "*") else f"[{_name(step.test)}]"
    if step.axis == "child":
        return "text", css or "body"
    if step.axis in ("//", "descendant", "descendant-or-self"):
        return "", css or "body"
    raise XPathError(f"a text by {step.axis}:: has no twin in CSS")


def _step(step: Step, css: str) -> str:
    """``css``, one step further."""
    _check_length(css)
    if step.test == "comment()":
        raise XPathError("comments have no twin in CSS")
    if step.axis in ("self", "descendant-or-self"):
        if step.axis != "self" and not css and step.test == "node()":
            return ""  # from the page on
        if step.axis != "self" and css:
            css = f"*:is({css}, {css} *)"
        return (css or "*") + ("" if step.test in ("*", "node()") else f":is({_name(step.test)})") + _suffix(step)
    if step.axis in FORWARD:
        return _forward(step, css)
    if step.axis in BACKWARD and css:
        inside = f":is({css})" if COMBINED.search(css) else css
        return f"{_compound(step)}:has({BACKWARD[step.axis]}{inside})"
    raise XPathError(f"{step.axis}:: has no twin in CSS")


def _forward(step: Step, css: str) -> str:
    if step.axis == "following-sibling" and not css:
        raise XPathError("nothing stands beside the page")
    if step.axis == "following-sibling" and ":has(" in css:
        raise XPathError("a sibling of what is known by what it holds has no twin that lexbor finds reliably")
    if step.axis == "following-sibling" and step.test != "node()" and _begins(step):
        rest = Step(step.axis, step.test, step.predicates[1:])
        if step.test == "*":
            return f"{css} + {_compound(rest)}"
        tag = _name(step.test)
        return f"{css} ~ {tag}:not({css} ~ {tag} ~ {tag}){_suffix(rest)}"
    if not css:
        return _compound(step) if step.axis != "child" or step.test == "html" else f":root:is({_compound(step)})"
    return f"{css}{FORWARD[step.axis]}{_compound(step)}"


def _begins(step: Step) -> bool:
    """Whether the first is meant of what a step finds."""
    return bool(step.predicates) and position_of(step.predicates[0]) == FIRST


def _compound(step: Step) -> str:
    tag = "*" if step.test in ("*", "node()") else _name(step.test)
    suffix = _suffix(step)
    return suffix if tag == "*" and suffix else tag + suffix


def _suffix(step: Step) -> str:
    """The predicates of a step, one behind the other; a position is one among those that the ones before it leave."""
    css, tag = "", "*" if step.test == "node()" else step.test
    for predicate in step.predicates:
        position = position_of(predicate)
        _check_length(css)
        if position is None:
            css += _condition(predicate)
        elif step.axis == "parent" and position in (FIRST, LAST):
            continue  # there is but one
        elif step.axis not in COUNTED or step.test == "node()":
            raise XPathError(f"a position among {step.axis}::{step.test} has no twin in CSS")
        elif css:
            counted = f"{'' if tag == '*' else _name(tag)}{css}"
            # in brackets, as lexbor (selectolax 1.0) would count what the last part of a compound alone is true of
            css = f":nth-{position[0]}child({position[1]} of :is({counted})){css}"
        elif tag == "*":
            css += f":nth-{position[0]}child({position[1]})"
        else:
            css += f":nth-{position[0]}of-type({position[1]})"
    return css


def _check_length(css: str) -> None:
    if len(css) > LONGEST:  # steps and positions repeat what stands before them: forty would fill the memory
        raise XPathError(f"it has more than {LONGEST:,} characters in CSS")


def _condition(tree: Tree) -> str:
    """A predicate that is no position, as what stands behind an element in CSS."""
    if isinstance(tree, Joined):
        if any(map(is_position, tree.parts)):
            raise XPathError("a position beside another condition has no twin in CSS")
        parts = [_condition(part) for part in tree.parts]
        return "".join(parts) if tree.word == "and" else f":is({', '.join(parts)})"
    if isinstance(tree, Compared):
        return _comparison(tree)
    if isinstance(tree, Call):
        return _function(tree)
    if isinstance(tree, Path):
        return _exists(tree)
    raise XPathError(f"the condition {named(tree)} has no twin in CSS")


def _exists(path: Path) -> str:
    if path.absolute:
        raise XPathError("a condition on the whole page has no twin in CSS; a rule has `when` for it")
    first, rest = path.steps[0], path.steps[1:]
    if first.axis == "attribute" and not rest:
        return f"[{_name(first.test)}]"
    if first.axis == "self" and not rest:
        return "" if first.test == "*" and not first.predicates else f":is({_compound(first)})"
    last = path.steps[-1]
    if first.test == "text()" or last.test == "text()":
        raise XPathError("a condition on a text node has no twin in CSS")
    if first.axis in ("parent", "ancestor", "preceding-sibling") and not rest:
        between = {"parent": " > ", "ancestor": " ", "preceding-sibling": " ~ "}[first.axis]
        return f":is({_compound(first)}{between}*)"
    if first.axis not in FORWARD:
        raise XPathError(f"a condition that goes on behind {first.axis}:: has no twin in CSS")
    inside = _compound(first)
    for step in rest:
        if step.axis == "attribute":
            inside += f"[{_name(step.test)}]"
        elif step.axis in FORWARD or step.axis == "self":
            inside = _step(step, inside)
        else:
            raise XPathError(f"a condition that goes on with {step.axis}:: has no twin in CSS")
    return f":has({FORWARD[first.axis].lstrip()}{inside})"


def _comparison(tree: Compared) -> str:
    left, sign, right = tree.left, tree.sign, tree.right
    if isinstance(left, str | float) and not isinstance(right, str | float):
        left, sign, right = right, MIRRORED.get(sign, sign), left
    if isinstance(left, Call) and left.name == "count" and isinstance(next(iter(left.arguments), None), Path):
        if (sign, right) in ((">", 0.0), (">=", 1.0), ("!=", 0.0)):
            return _condition(left.arguments[0])
        if (sign, right) in (("=", 0.0), ("<", 1.0)):
            return _not(left.arguments[0])
        raise XPathError("a count has no twin in CSS")
    if isinstance(left, Call) and left.name in ("name", "local-name") and sign == "=":
        return f":is({_name(literal(right))})"
    attribute, folded = attribute_of(left)
    if attribute is None:
        raise XPathError("a comparison of texts has no twin in CSS (contains() has one)")
    if sign not in ("=", "!="):
        raise XPathError(f"{sign} has no twin in CSS")
    value = f"{right:.15g}" if isinstance(right, float) else literal(right)
    if attribute == "id" and IDENT.fullmatch(value) and not folded:
        equal = f"#{value}"
    else:
        equal = f"[{_name(attribute)}={_string(value)}{folded}]"
    return equal if sign == "=" else f"[{_name(attribute)}]:not({equal})"


def _function(call: Call) -> str:
    name, arguments = call.name, call.arguments
    if name == "not" and len(arguments) == 1:
        return _not(arguments[0])
    if name == "boolean" and len(arguments) == 1:
        return _condition(arguments[0])
    if name in ("contains", "starts-with", "ends-with") and len(arguments) == 2:
        return _holds(name, arguments[0], literal(arguments[1]))
    if name == "true":
        return ""
    raise XPathError(f"{name}() has no twin in CSS")


def _not(tree: Tree) -> str:
    inside = _condition(tree)
    if HOLDS in inside:  # which misses a text that lies across elements
        raise XPathError("that a text is missing has no twin in CSS")
    return f":not({inside or '*'})"


def _holds(name: str, where: Tree, value: str) -> str:
    words = words_of(where)
    if words is not None and name == "contains":
        word = value.strip()
        if value != f" {word} " or not word or " " in word:
            where = Path(False, (Step("attribute", words),))  # a part of a word, or several: as far as they stand so
            value = word or value
        elif words == "class" and IDENT.fullmatch(word):
            return f".{word}"
        else:
            return f"[{_name(words)}~={_string(word)}]"
    attribute, folded = attribute_of(where)
    if attribute is not None:
        sign = {"contains": "*=", "starts-with": "^=", "ends-with": "$="}[name]
        return f"[{_name(attribute)}{sign}{_string(value)}{folded}]"
    if name != "contains":
        raise XPathError(f"{name}() of a text has no twin in CSS")
    return _held_text(where, value)


def _held_text(where: Tree, value: str) -> str:
    """A text that an element, or one inside it, holds somewhere."""
    case = ""
    if isinstance(where, Call) and where.name == "translate" and is_folding(where):
        where, case = where.arguments[0], " i"
    if isinstance(where, Call) and where.name in ("normalize-space", "string"):
        where = where.arguments[0] if where.arguments else Path(False, (SELF,))
    if not isinstance(where, Path) or where.absolute or not value.strip():
        raise XPathError("this contains() has no twin in CSS")
    holds = f"{HOLDS}{_string(value)}{case})"
    steps, last = where.steps, where.steps[-1]
    if last.test == "text()" and last.axis == "child" and not last.predicates:
        steps = steps[:-1]
    else:
        holds = f":is({holds}, :has({holds}))"
    if not steps or (len(steps) == 1 and steps[0] == SELF):
        return holds
    inside = _exists(Path(False, steps))
    if not inside.startswith(":has("):
        raise XPathError("this contains() has no twin in CSS")
    return inside[:-1] + holds + ")"


def _of_id(call: Call) -> str:
    return f"[id={_string(literal(call.arguments[0]))}]" if call.arguments else _refuse(call)


def _refuse(tree: Tree) -> str:
    raise XPathError(f"{named(tree)} has no twin in CSS")


def _any(css: list[str]) -> str:
    joined = ", ".join(css)
    return joined if not COMBINED.search(joined) else f":is({joined})"


def _name(name: str) -> str:
    """The name of an element or an attribute, as CSS writes it."""
    return name.lower().replace(":", r"\:")


def _string(value: str) -> str:
    return f'"{_escaped(value)}"'


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"")


def _named_step(step: Step) -> str:
    return f"@{step.test}" if step.axis == "attribute" else step.test
