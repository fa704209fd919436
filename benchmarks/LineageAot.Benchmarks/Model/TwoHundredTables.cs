namespace LineageAot.Benchmarks.Model;

// Two hundred tables of the same form, written by a loop: only their number matters.

[Table]
[Index(nameof(Name))]
internal sealed partial record Table001([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table002([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table003([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table004([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table005([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table006([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table007([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table008([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table009([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table010([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table011([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table012([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table013([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table014([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table015([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table016([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table017([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table018([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table019([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table020([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table021([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table022([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table023([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table024([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table025([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table026([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table027([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table028([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table029([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table030([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table031([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table032([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table033([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table034([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table035([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table036([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table037([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table038([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table039([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table040([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table041([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table042([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table043([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table044([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table045([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table046([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table047([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table048([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table049([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table050([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table051([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table052([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table053([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table054([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table055([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table056([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table057([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table058([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table059([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table060([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table061([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table062([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table063([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table064([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table065([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table066([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table067([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table068([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table069([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table070([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table071([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table072([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table073([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table074([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table075([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table076([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table077([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table078([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table079([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table080([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table081([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table082([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table083([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table084([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table085([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table086([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table087([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table088([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table089([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table090([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table091([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table092([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table093([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table094([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table095([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table096([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table097([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table098([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table099([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table100([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table101([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table102([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table103([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table104([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table105([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table106([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table107([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table108([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table109([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table110([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table111([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table112([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table113([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table114([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table115([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table116([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table117([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table118([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table119([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table120([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table121([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table122([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table123([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table124([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table125([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table126([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table127([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table128([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table129([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table130([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table131([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table132([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table133([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table134([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table135([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table136([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table137([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table138([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table139([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table140([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table141([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table142([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table143([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table144([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table145([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table146([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table147([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table148([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table149([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table150([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table151([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table152([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table153([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table154([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table155([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table156([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table157([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table158([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table159([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table160([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table161([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table162([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table163([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table164([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table165([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table166([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table167([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table168([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table169([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table170([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table171([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table172([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table173([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table174([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table175([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table176([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table177([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table178([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table179([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table180([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table181([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table182([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table183([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table184([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table185([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table186([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table187([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table188([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table189([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table190([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table191([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table192([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table193([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table194([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table195([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table196([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table197([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table198([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table199([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

[Table]
[Index(nameof(Name))]
internal sealed partial record Table200([property: Key] long Id, string Name, double? Value, DateTimeOffset At);

/// <summary>A large program's database.</summary>
[Database]
internal sealed partial class TwoHundredTablesDatabase : LineageDatabase
{
    public partial Table<Table001> Table001 { get; }
    public partial Table<Table002> Table002 { get; }
    public partial Table<Table003> Table003 { get; }
    public partial Table<Table004> Table004 { get; }
    public partial Table<Table005> Table005 { get; }
    public partial Table<Table006> Table006 { get; }
    public partial Table<Table007> Table007 { get; }
    public partial Table<Table008> Table008 { get; }
    public partial Table<Table009> Table009 { get; }
    public partial Table<Table010> Table010 { get; }
    public partial Table<Table011> Table011 { get; }
    public partial Table<Table012> Table012 { get; }
    public partial Table<Table013> Table013 { get; }
    public partial Table<Table014> Table014 { get; }
    public partial Table<Table015> Table015 { get; }
    public partial Table<Table016> Table016 { get; }
    public partial Table<Table017> Table017 { get; }
    public partial Table<Table018> Table018 { get; }
    public partial Table<Table019> Table019 { get; }
    public partial Table<Table020> Table020 { get; }
    public partial Table<Table021> Table021 { get; }
    public partial Table<Table022> Table022 { get; }
    public partial Table<Table023> Table023 { get; }
    public partial Table<Table024> Table024 { get; }
    public partial Table<Table025> Table025 { get; }
    public partial Table<Table026> Table026 { get; }
    public partial Table<Table027> Table027 { get; }
    public partial Table<Table028> Table028 { get; }
    public partial Table<Table029> Table029 { get; }
    public partial Table<Table030> Table030 { get; }
    public partial Table<Table031> Table031 { get; }
    public partial Table<Table032> Table032 { get; }
    public partial Table<Table033> Table033 { get; }
    public partial Table<Table034> Table034 { get; }
    public partial Table<Table035> Table035 { get; }
    public partial Table<Table036> Table036 { get; }
    public partial Table<Table037> Table037 { get; }
    public partial Table<Table038> Table038 { get; }
    public partial Table<Table039> Table039 { get; }
    public partial Table<Table040> Table040 { get; }
    public partial Table<Table041> Table041 { get; }
    public partial Table<Table042> Table042 { get; }
    public partial Table<Table043> Table043 { get; }
    public partial Table<Table044> Table044 { get; }
    public partial Table<Table045> Table045 { get; }
    public partial Table<Table046> Table046 { get; }
    public partial Table<Table047> Table047 { get; }
    public partial Table<Table048> Table048 { get; }
    public partial Table<Table049> Table049 { get; }
    public partial Table<Table050> Table050 { get; }
    public partial Table<Table051> Table051 { get; }
    public partial Table<Table052> Table052 { get; }
    public partial Table<Table053> Table053 { get; }
    public partial Table<Table054> Table054 { get; }
    public partial Table<Table055> Table055 { get; }
    public partial Table<Table056> Table056 { get; }
    public partial Table<Table057> Table057 { get; }
    public partial Table<Table058> Table058 { get; }
    public partial Table<Table059> Table059 { get; }
    public partial Table<Table060> Table060 { get; }
    public partial Table<Table061> Table061 { get; }
    public partial Table<Table062> Table062 { get; }
    public partial Table<Table063> Table063 { get; }
    public partial Table<Table064> Table064 { get; }
    public partial Table<Table065> Table065 { get; }
    public partial Table<Table066> Table066 { get; }
    public partial Table<Table067> Table067 { get; }
    public partial Table<Table068> Table068 { get; }
    public partial Table<Table069> Table069 { get; }
    public partial Table<Table070> Table070 { get; }
    public partial Table<Table071> Table071 { get; }
    public partial Table<Table072> Table072 { get; }
    public partial Table<Table073> Table073 { get; }
    public partial Table<Table074> Table074 { get; }
    public partial Table<Table075> Table075 { get; }
    public partial Table<Table076> Table076 { get; }
    public partial Table<Table077> Table077 { get; }
    public partial Table<Table078> Table078 { get; }
    public partial Table<Table079> Table079 { get; }
    public partial Table<Table080> Table080 { get; }
    public partial Table<Table081> Table081 { get; }
    public partial Table<Table082> Table082 { get; }
    public partial Table<Table083> Table083 { get; }
    public partial Table<Table084> Table084 { get; }
    public partial Table<Table085> Table085 { get; }
    public partial Table<Table086> Table086 { get; }
    public partial Table<Table087> Table087 { get; }
    public partial Table<Table088> Table088 { get; }
    public partial Table<Table089> Table089 { get; }
    public partial Table<Table090> Table090 { get; }
    public partial Table<Table091> Table091 { get; }
    public partial Table<Table092> Table092 { get; }
    public partial Table<Table093> Table093 { get; }
    public partial Table<Table094> Table094 { get; }
    public partial Table<Table095> Table095 { get; }
    public partial Table<Table096> Table096 { get; }
    public partial Table<Table097> Table097 { get; }
    public partial Table<Table098> Table098 { get; }
    public partial Table<Table099> Table099 { get; }
    public partial Table<Table100> Table100 { get; }
    public partial Table<Table101> Table101 { get; }
    public partial Table<Table102> Table102 { get; }
    public partial Table<Table103> Table103 { get; }
    public partial Table<Table104> Table104 { get; }
    public partial Table<Table105> Table105 { get; }
    public partial Table<Table106> Table106 { get; }
    public partial Table<Table107> Table107 { get; }
    public partial Table<Table108> Table108 { get; }
    public partial Table<Table109> Table109 { get; }
    public partial Table<Table110> Table110 { get; }
    public partial Table<Table111> Table111 { get; }
    public partial Table<Table112> Table112 { get; }
    public partial Table<Table113> Table113 { get; }
    public partial Table<Table114> Table114 { get; }
    public partial Table<Table115> Table115 { get; }
    public partial Table<Table116> Table116 { get; }
    public partial Table<Table117> Table117 { get; }
    public partial Table<Table118> Table118 { get; }
    public partial Table<Table119> Table119 { get; }
    public partial Table<Table120> Table120 { get; }
    public partial Table<Table121> Table121 { get; }
    public partial Table<Table122> Table122 { get; }
    public partial Table<Table123> Table123 { get; }
    public partial Table<Table124> Table124 { get; }
    public partial Table<Table125> Table125 { get; }
    public partial Table<Table126> Table126 { get; }
    public partial Table<Table127> Table127 { get; }
    public partial Table<Table128> Table128 { get; }
    public partial Table<Table129> Table129 { get; }
    public partial Table<Table130> Table130 { get; }
    public partial Table<Table131> Table131 { get; }
    public partial Table<Table132> Table132 { get; }
    public partial Table<Table133> Table133 { get; }
    public partial Table<Table134> Table134 { get; }
    public partial Table<Table135> Table135 { get; }
    public partial Table<Table136> Table136 { get; }
    public partial Table<Table137> Table137 { get; }
    public partial Table<Table138> Table138 { get; }
    public partial Table<Table139> Table139 { get; }
    public partial Table<Table140> Table140 { get; }
    public partial Table<Table141> Table141 { get; }
    public partial Table<Table142> Table142 { get; }
    public partial Table<Table143> Table143 { get; }
    public partial Table<Table144> Table144 { get; }
    public partial Table<Table145> Table145 { get; }
    public partial Table<Table146> Table146 { get; }
    public partial Table<Table147> Table147 { get; }
    public partial Table<Table148> Table148 { get; }
    public partial Table<Table149> Table149 { get; }
    public partial Table<Table150> Table150 { get; }
    public partial Table<Table151> Table151 { get; }
    public partial Table<Table152> Table152 { get; }
    public partial Table<Table153> Table153 { get; }
    public partial Table<Table154> Table154 { get; }
    public partial Table<Table155> Table155 { get; }
    public partial Table<Table156> Table156 { get; }
    public partial Table<Table157> Table157 { get; }
    public partial Table<Table158> Table158 { get; }
    public partial Table<Table159> Table159 { get; }
    public partial Table<Table160> Table160 { get; }
    public partial Table<Table161> Table161 { get; }
    public partial Table<Table162> Table162 { get; }
    public partial Table<Table163> Table163 { get; }
    public partial Table<Table164> Table164 { get; }
    public partial Table<Table165> Table165 { get; }
    public partial Table<Table166> Table166 { get; }
    public partial Table<Table167> Table167 { get; }
    public partial Table<Table168> Table168 { get; }
    public partial Table<Table169> Table169 { get; }
    public partial Table<Table170> Table170 { get; }
    public partial Table<Table171> Table171 { get; }
    public partial Table<Table172> Table172 { get; }
    public partial Table<Table173> Table173 { get; }
    public partial Table<Table174> Table174 { get; }
    public partial Table<Table175> Table175 { get; }
    public partial Table<Table176> Table176 { get; }
    public partial Table<Table177> Table177 { get; }
    public partial Table<Table178> Table178 { get; }
    public partial Table<Table179> Table179 { get; }
    public partial Table<Table180> Table180 { get; }
    public partial Table<Table181> Table181 { get; }
    public partial Table<Table182> Table182 { get; }
    public partial Table<Table183> Table183 { get; }
    public partial Table<Table184> Table184 { get; }
    public partial Table<Table185> Table185 { get; }
    public partial Table<Table186> Table186 { get; }
    public partial Table<Table187> Table187 { get; }
    public partial Table<Table188> Table188 { get; }
    public partial Table<Table189> Table189 { get; }
    public partial Table<Table190> Table190 { get; }
    public partial Table<Table191> Table191 { get; }
    public partial Table<Table192> Table192 { get; }
    public partial Table<Table193> Table193 { get; }
    public partial Table<Table194> Table194 { get; }
    public partial Table<Table195> Table195 { get; }
    public partial Table<Table196> Table196 { get; }
    public partial Table<Table197> Table197 { get; }
    public partial Table<Table198> Table198 { get; }
    public partial Table<Table199> Table199 { get; }
    public partial Table<Table200> Table200 { get; }
}
