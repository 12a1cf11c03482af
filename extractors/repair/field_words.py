"""List words of directives and job descriptions with Estonian letters, which damage removes."""

from __future__ import annotations

FORMS = """
abikõlblikkus abikõlblikkuse ametiülesanded ametiülesanne ametiülesannete andmetöötlus andmetöötluse eesmärgi
eesmärgid eesmärgiks eesmärk eesmärke eesmärki eesmärkide eesmärkidel hõlmab infosüsteem infosüsteemi
infosüsteemid infosüsteemide isikuandmed juhtimissüsteem juurdepääs juurdepääsu jälgib jälgimine järelevalve
järelevalvet järgi järgib järgmine järgmise järgmised jõustub jõustumine jõustumise jõustunud jõustus
kehtetuks kohustus kohustuse kohustused koostöö koostööd käesolev käesoleva käesolevad käesolevas käesolevat
käigus käivitamine käskkiri käskkirja käskkirjad käskkirjade käskkirjaga käskkirju kätte kättesaadav kõige
kõigi kõik kõiki kõlblik kõrgharidus kõrghariduse kõrgharidust külastus küsimus küsimuse küsimused küsimusi
küsimuste lisaülesanded lisaülesanne lisaülesannete läbi läbivaatamine läbivaatamise läbiviimine läbiviimise
läheb lähtub lähtuda lähtudes lähtuv lähtuva lähtuvad lähtuvalt lõige lõiget lõike märts märtsi määrus määruse
määrused määrust määruste mõju mõjude mõlemad mõne mõni nõuab nõuandja nõude nõuded nõudeid nõue nõuet nõuete
nõukogu nõunik nõunikku nõuniku nõunikud nõusolek nõusoleku nõustamine nõustamise nõustamist nõustamiste
nõutav nõutud pädev pädeva pädevus pädevuse päev päeva päevad päevade pärast põhi põhikohustus põhikohustused
põhimäärus põhimääruse põhimäärust põhiülesanded põhiülesanne põhiülesannete põhja põhjal põhjus põhjuse rühm
rühma rühmad sisekorraeeskiri struktuuriüksus struktuuriüksuse struktuuriüksuste säte sätestatud sätte sätted
sõlmib sõlmimine sõltuvalt süsteem süsteemi süsteemid süsteemide teenistusülesande teenistusülesanded
teenistusülesandeid teenistusülesanne teenistusülesannete tähelepanek tähelepanekud tähelepanu tähtaeg
tähtaega tähtaegade tähtaegselt tähtaja tähtajad tähtajaline tähtajalise tähtajatu täidab täiendamine
täiendamise täiendamist täiendkoolitus täiendkoolituse täiendus täienduse täita täitja täitjale täitmine
täitmise täitmist tõend tõendi tõhus tõhusa tõsta töi töid töö tööaeg tööaja tööalane tööalase tööalaselt
tööalast tööandja tööandjat tööd tööde töödel töökogemus töökogemuse töökogemust töökoha töökohad töökoht
töökohta töökohtade töökord töökorda töökorra töökorraldus töökorralduse tööl tööleping töölepingu töölepingut
tööpäev tööpäeva töörühm töörühma töörühmad töötab töötaja töötajad töötajai töötajat töötajate töötama
töötamine töötamise töötasu töötatakse töötavad töötlemine töötlemise töövahend töövahendeid töövahendi
töövahendid töövahendite töövaldkond töövaldkonna tööülesande tööülesanded tööülesandeid tööülesanne
tööülesannet tööülesannete tühistamine usaldusväärsus usaldusväärsuse usaldusväärsust väga vähemalt välja
väljaandja väljakutse väljastab väljastamine väljastamise väljatöötamine väljatöötamise väljaõpe väljaõpet
väljaõppe väljendab väljendada väljendamine väljendamise vältimine värbamine värbamise väärtus väärtuse või
võimalus võimaluse võimalused võimalusi võimalust võimaluste võime võimed võimeid võimet võimete võõrkeel
võõrkeele võõrkeelt võõrkeelte õige õiged õigeid õiget õigus õigusakt õigusakte õigusakti õigusaktid
õigusaktide õiguse õigused õigusi õiguslik õigusliku õigust õiguste õnnestumine õnnestumise õnnestumiste ööl
öösel ühe ühik ühistöö üht ühte üks üksus üksuse üksused üksust üksuste üld üldine üldise üldised üldosa
üldsus üle ülem ülema üles ülesande ülesanded ülesandeid ülesanne ülesannet ülesannete ülevaade ülevaate
ülevaateid üritus ürituse üritused üritusi ürituste
"""
"""Stems that take case endings (``vocabulary``)."""

HEADS = """
eba hääle järel järele jõu koostöö käitumis käsk kätte kõlblikkus kõne kõrg küberturbe läbi lähte lõpp määr
mõõtmis nõu päeva põhi rände sõiduki sõja süle sünni süsteemi tähele täht täiend täis töö vähe välis välja
väljaõppe võõr äri õigus õppe öö ühis üld üle üles
"""
"""First halves of compounds."""
