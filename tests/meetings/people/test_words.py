"""When two words are the same name: spellings, familiar forms and sounds."""

import pytest

from meetings.people.sounds import sound_of
from meetings.people.words import word_of

SPELLINGS = """
mohammed muhammad mohamed maxamed; hussain hussein hossain xuseen; fatima fatimah fadumo; khadija khadijah xadija;
yusuf youssef yousaf; omar umar cumar; wisniewski wisniewska; kowalski kowalska; ivanov ivanova; altamimi tamimi;
macdonald mcdonald; oneill neill; obrien briain bhriain; siobhan shivaun; niamh neve; catherine katherine kathryn;
sean shaun; seun sheun; folasade shade; chowdhury choudhry; begum begam; siddiqui siddique; sheikh shaikh;
nguyen nguyem; zhang cheung; diallo jallow; kwame quame; iulia yulia; alexandru aleksandru; reza raza; zeynep zaynep;
gheorghe george; spogmai spozhmay; erdogan erdoan; khabat xebat; hoxha hodja; xhevahire jevahire; tsvetan cvetan;
berzins berzina; stankevicius stankeviciene; konstantinos constantinos; cawil awil; mahalingam magalingam;
kwak gwak; cian keane; birtwhistle birtwistle; clark clarke; rees rhys
"""
FAMILIAR = """
bill william; bob robert; bex rebecca; kate katherine; kasia katarzyna; wojtek wojciech; gosia malgorzata; mo mohammed;
param paramjit; seun oluwaseun; emeka chukwuemeka; sasha alexander; dai david; chris christopher; chris christian;
jakub james; siobhan joan; maciej matt; catriona trina; nate nathan;
mo muhammad; tina cristina; sasha oleksandr; chico francisco; bola abimbola; laci laszlo; desi desislava; joe yusuf;
takis panagiotis; iorwerth iolo; chichi chidinma
"""
UNSEEN = """
tamimi tameemi; qureshi kureshi; khattak khatak; ghulami gulami; dhanoa danoa; szczerba shcherba; phelan felan;
mahmoodi mahmudi; jaroszewicz yaroshevich; bhandari bandari; stefanov stefanoff; rahmatullah rahmatulla;
pietrowska pietrovski; quraishi kuraishi; abdulkareem abdulkarim; schmidt shmidt; naeemi naimi; wahidi vahidi;
kozlowska kozlowski; nwabueze nwabuezeh; tewelde tewolde; osmanovic osmanovich; yildirim yildrim;
caynab aynab; shucayb shuayb; rzepka zhepka; przybysz pshibish; wawrzyniak vavzhyniak; kasprzak kaspshak; grzyb gzhib;
agyeman adjeman; quartey kwartey; ndour dour; zubayda zubeda; mukhtaar muktar; guuleed gulid; thanushan tanusan;
stefanescu shtefanescu; chiriac kiriak; pfeiffer fifer; khoshnaw hoshnaw; nasrullah nasrollah; marija mariya
"""
APART = """
amelia emily; joanne joanna; evan ewan; jean jane; darren darryl; ava ella; hamid jawad; mark martin; kyle karl;
ahmed mohammed; hassan hussein; joel noah; sandhu dhaliwal; singh kaur
"""


def couples(text: str) -> list[tuple[str, str]]:
    groups = [group.split() for group in text.split(";")]
    return [(group[0], other) for group in groups for other in group[1:]]


@pytest.mark.parametrize(("one", "other"), couples(SPELLINGS))
def test_spellings_of_one_name_share_a_group_and_a_sound(one: str, other: str) -> None:
    assert word_of(one).spellings & word_of(other).spellings or sound_of(one) == sound_of(other)
    assert word_of(one).sounds & word_of(other).sounds


@pytest.mark.parametrize(("one", "other"), couples(FAMILIAR))
def test_familiar_forms_share_a_group_and_a_sound(one: str, other: str) -> None:
    assert word_of(one).nicknames & word_of(other).nicknames
    assert word_of(one).sounds & word_of(other).sounds


@pytest.mark.parametrize(("one", "other"), couples(UNSEEN))
def test_spellings_that_no_table_holds_sound_alike(one: str, other: str) -> None:
    assert word_of(one).sounds & word_of(other).sounds


@pytest.mark.parametrize(("one", "other"), couples(APART))
def test_names_of_a_brother_and_a_sister_are_not_spellings_of_one(one: str, other: str) -> None:
    assert not word_of(one).spellings & word_of(other).spellings
    assert not word_of(one).nicknames & word_of(other).nicknames


def test_an_initial_stands_for_no_name_in_particular() -> None:
    assert word_of("j").is_initial
    assert word_of("j").sounds == frozenset()
    assert not word_of("jo").is_initial


def test_a_word_is_made_once() -> None:
    assert word_of("quarmby") is word_of("quarmby")
