"""Which kanji are writings of one another: old and new forms, and the variants that Japanese surnames carry.

Compatibility ideographs (U+F900 to U+FAFF) that NFKC maps, and ideographic variation sequences, need no row here.
What only sounds alike, or names another family (斎 and 斉, 坂 and 阪, 畑 and 畠, 埼 and 崎), is not here.
"""

from typing import Final

JOYO: Final = """
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷豔 応應 欧歐
殴毆 桜櫻 奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學斈
岳嶽 楽樂 缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛
峡峽 挟挾 狭狹 郷鄕鄉 暁曉 区區 駆驅駈 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪谿 経經 蛍螢 軽輕 継繼
鶏鷄雞 芸藝 撃擊 欠缺 研硏 県縣 倹儉 剣劍劔劒剱釼 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣
効效 恒恆 黄黃 鉱鑛砿礦 号號 国國圀 黒黑 砕碎 済濟 斎齋 剤劑 雑雜襍 参參 桟棧 蚕蠶 惨慘 賛贊
残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 緒緖
叙敍敘 将將 称稱 渉涉 焼燒 証證 奨奬 条條 状狀 乗乘 浄淨 剰剩 畳疊疉疂 縄繩 壌壤 嬢孃 譲讓 醸釀
触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊
摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛濳 繊纖纎 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插揷 巣巢 曽曾 装裝
総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮 対對 体體躰軆 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔
単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵銕鐡 点點
転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢
売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊邉 変變 歩步 宝寶
豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵麪 黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠
来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊
炉爐 労勞 楼樓 録錄 湾灣 弁辨瓣辯 舎舍 郎郞 亀龜 岡𦊆 渇渴 痩瘦 晩晚
"""
"""First the form of 常用漢字表 (内閣告示第2号, 2010), then the older forms in its parentheses (いわゆる康熙字典体)
and their variants in JIS X 0208 and 0213.
"""

STROKE: Final = """
悦悅 閲閱 鋭銳 脱脫 説說 税稅 内內 呉吳 教敎 産產 彦彥 顔顏 青靑 清淸 姫姬 尚尙 絶絕 冊册 強强
査查 剥剝 填塡 頬頰 叱𠮟 遥遙 瑶瑤 戸戶 侠俠 鴎鷗 鹸鹼 麹麴 蝋蠟 蝉蟬 繋繫 掴摑 涜瀆 嘘噓 噛嚙
焔焰 掻搔 醤醬 躯軀 頚頸 莱萊 顛顚 祷禱 屏屛 并幷 箪簞 繍繡 蒋蔣 溌潑 醗醱 騨驒 鯵鰺 砺礪 蛎蠣
檜桧 靱靭靫 讃讚 輌輛 迩邇 濤涛 潅灌 撹攪 弯彎 壷壺 曳曵 賎賤 諌諫 昂昻 晋晉 聡聰 蘇蘓 祢禰
禄祿 穣穰 尭堯 巌巖 凜凛 萌萠 晃晄 亘亙 厩廐廏 厨廚 竈竃 鈎鉤 筝箏 蝿蠅 鴬鶯 鵞鵝 兎兔 楕橢
欝鬱 湧涌 煕熙凞熈 燿耀 窓窗牕 糺糾 群羣 裏裡 踊踴 鎖鎻 隣鄰 雁鴈 飲飮 闊濶 脈脉 恥耻 峨峩
秋穐龝秌 唖啞 穎頴 濾沪
"""
"""Forms that differ in a stroke and that JIS X 0213:2004, 表外漢字字体表 (2000) or 人名用漢字別表 code apart.
"""

NAMES: Final = """
高髙 吉𠮷 崎﨑嵜㟢 島嶋嶌㠀 富冨 峰峯 淵渕渊 鶴靏靍靎 館舘 船舩 松枩柗 梅楳 柏栢 薮藪籔 籠篭 桑桒
柳栁桺 野埜 槙槇 桝枡 橋𣘺槗 昇曻 卯夘 柿柹 梁樑 皐皋 翠翆 慚慙 杯盃 綿緜 線綫 略畧 罰罸 解觧
舗鋪 花芲 陰隂 閉閇 質貭 界畍 奇竒 婿壻聟 胸胷 鑑鑒 紙帋 怪恠 期朞 炯烱 曠昿 杆桿 櫟檪 猿猨
疇畴 稟禀 竪豎 蓑簑簔 荊荆 庵菴 蓋葢盖 萼蕚 蛇虵 輩軰 逃迯 詠咏 諡謚 讐讎 顧頋 鱉鼈 韮韭 苺莓
棋棊 迹跡 笋筍 廟庿 畝畆畒 侯矦 最㝡冣 虎乕 涼凉 決决 減减 準凖 凄淒 沖冲 況况 吊弔 以㠯 同仝
年秊 風凬 回囘囬 冴冱 姉姊 宜冝 寧寍 旨㫖 明朙 晟晠 本夲 栃杤 梨梸 法灋 漆柒 澄澂 燕鷰 爾尓
猫貓 珍珎 留畄 稚穉 策䇿 算筭 脚腳 芦蘆 衆眾 詞䛐 長镸 間閒 鼓皷 鼠鼡 園薗
"""
"""What surnames and given names carry: variants (異体字) in 戸籍統一文字 and JIS X 0213, the usual form first.
"""

GROUPS: Final = tuple((JOYO + STROKE + NAMES).split())
"""Each row: the common form first, then the writings that are folded into it."""
COMMON_FORM: Final = {ord(other): group[0] for group in GROUPS for other in group[1:]}
"""For str.translate: every other writing to its common form."""
