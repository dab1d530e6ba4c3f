"""Plain nouns for the passwords of practice areas: things to touch, none a name, a slur or a word of the cases."""

WORDS = tuple(
    """
    acorn almanac anchor anvil apricot apron arch atlas attic awning badge bagel balcony balloon bamboo banjo banner
    barley barrel basin basket beacon beam beehive bench bicycle biscuit blanket blossom boiler bonnet bookcase
    bottle bowl bracket bramble brick bridge brook broom bubble bucket bugle bulb button cabbage cabin cable cactus
    calendar camera candle canoe canvas canyon caravan cardigan carpet carrot cartwheel cask castle cauldron cedar
    cello chalk channel charcoal cheese chimney cinnamon circle clarinet cloak clock clover coaster cobble
    cocoa compass copper coral corridor cottage cradle crayon cricket crumpet cupboard curtain cushion daffodil
    dairy desk diagram dial dolphin domino doorstep drawer dumpling easel eggcup elbow elm emerald envelope escalator
    fabric falcon feather fern ferry fiddle filter flagpole flannel flask flute fog fountain funnel furnace galleon
    garden garland gazebo geyser glacier glider globe goblet granite grape gravel greenhouse guitar gutter
    hammock harbour harp harvest hedge helmet heron hinge hopper horizon hourglass iceberg igloo inkwell island
    jacket jigsaw journal jug kayak kennel kettle kiosk kitchen kite ladder ladle lagoon lamp lantern lasagne
    lattice lavender leaflet lemon lettuce lever lighthouse limestone linen lobster locket loom lute magnet
    mallet mango mantel maple marble market marmalade meadow melon meringue meteor mirror mitten moat molasses
    moss mosaic muffin mural museum mustard napkin necklace nectar needle nettle notebook nutmeg oak oar oatmeal
    obelisk ocean omelette onion orchard orchid organ origami otter oven paddle pagoda paint palette pancake panel
    panther parasol parcel parsley pasture patio pavement peach pebble pelican pencil pendulum pepper piano pickle
    pillow pinecone pixel planet plateau plaza plover plum pocket pond poplar porch porridge pottery pretzel prism
    pulley pumpkin puzzle quarry quartz quilt quince raft railing rainbow raisin raspberry ravine recipe ribbon ridge
    river rocket rope rowboat rudder ruler saddle sandal sapling satchel saucer saxophone scaffold scarf
    scooter seashell sextant shelf shingle signpost silver skylight slate sled snowflake sofa spanner sparrow spinach
    spiral sponge spoon stable stapler statue stencil stool strudel subway sundial swallow sweater syrup table
    tambourine tangerine tapestry teapot telescope tent terrace thimble thistle ticket tile timber toaster tonic topaz
    torch tractor trellis trombone trumpet tulip tunnel turbine turnip turret tweed twig umbrella urn valley vase
    vault velvet veranda vessel viaduct violin volcano waffle wagon walnut wardrobe waterfall weather wharf wheel
    whisk whistle windmill window wicket workshop xylophone yacht yarn yoghurt zeppelin zipper
    """.split()
)
